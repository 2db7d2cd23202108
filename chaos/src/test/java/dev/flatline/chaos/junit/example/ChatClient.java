package dev.flatline.chaos.junit.example;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client on the JDK's WebSocket. */
public final class ChatClient {

    private static final long LIMIT_SECONDS = 20;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> over = new CompletableFuture<>();
    private final WebSocket socket;

    /** Connects. */
    public ChatClient(URI address) throws Exception {
        socket = HTTP.newWebSocketBuilder().buildAsync(address, new Ears()).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** Sends a text. */
    public void say(String text) throws Exception {
        socket.sendText(text, true).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** The next text, if one comes within that time. */
    public @Nullable String hear(long millis) throws InterruptedException {
        return heard.poll(millis, TimeUnit.MILLISECONDS);
    }

    /** The next text. */
    public @Nullable String hear() throws InterruptedException {
        return hear(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
    }

    /** How it ended, when it has. */
    public String end() throws Exception {
        return over.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private final class Ears implements WebSocket.Listener {

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            heard.add(data.toString());
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            over.complete("closed with " + code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            over.complete(String.valueOf(error.getMessage()));
        }
    }
}

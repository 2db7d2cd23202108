package dev.flatline.server.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The example of docs/embedding.md does what the page says. */
@Tag("real-socket")
final class ChatRoomTest {

    private static final long LIMIT_SECONDS = 20;

    @Test
    void whatOneSaysEverybodyInTheRoomHears() throws Exception {
        try (ChatRoom chat = new ChatRoom()) {
            BlockingQueue<String> ann = new LinkedBlockingQueue<>();
            BlockingQueue<String> bob = new LinkedBlockingQueue<>();
            enter(chat, "/lobby?user=ann", ann);
            assertEquals("ann is here", heard(ann));
            WebSocket bobsEnd = enter(chat, "/lobby?user=bob", bob);
            assertEquals("bob is here", heard(ann));

            bobsEnd.sendText("says hello", true).get(LIMIT_SECONDS, TimeUnit.SECONDS);

            assertEquals("bob says hello", heard(ann));
            bobsEnd.abort();
            assertTrue(String.valueOf(heard(ann)).startsWith("bob is gone: "));
        }
    }

    @Test
    void thePageShowsThisProgram() throws Exception {
        String program =
                Files.readString(root().resolve("server/src/test/java/dev/flatline/server/example/ChatRoom.java"));
        String page = Files.readString(root().resolve("docs/embedding.md"));

        assertTrue(page.contains(program.substring(program.indexOf("/** A chat"))), "docs/embedding.md is out of date");
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("docs")) ? here : here.resolve("..");
    }

    private static @Nullable String heard(BlockingQueue<String> queue) throws InterruptedException {
        return queue.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private static WebSocket enter(ChatRoom chat, String target, BlockingQueue<String> heard) throws Exception {
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                heard.add(data.toString());
                socket.request(1);
                return null;
            }
        };
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + chat.port() + target), listener)
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}

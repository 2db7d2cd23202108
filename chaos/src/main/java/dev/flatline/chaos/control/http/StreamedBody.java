package dev.flatline.chaos.control.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * A body of unknown length. No thread belongs to it; each piece is written on one of the API's, for which the same time
 * limit holds as for a request. A client that reads too slowly is closed.
 */
public final class StreamedBody {

    private final HttpExchange exchange;
    private final Executor threads;

    StreamedBody(HttpExchange exchange, Executor threads) {
        this.exchange = exchange;
        this.threads = threads;
    }

    /** Sends status 200 and the headers. */
    public void begin(String contentType) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(200, 0);
    }

    /** Writes some text; blocks for as long as the client does not read. */
    public void write(String text) throws IOException {
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    /** Runs a task that writes, on one of the API's threads; closes the body and tells {@code onFailure} if there is none. */
    public void execute(Runnable task, Consumer<Throwable> onFailure) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException full) {
            close();
            onFailure.accept(full);
        }
    }

    /** The end of the body. */
    public void close() {
        exchange.close();
    }
}

package dev.flatline.wire.operator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP port for operators and their tools: probes, a Prometheus server, a person with curl. It knows the pages that its
 * owner gives it, answers GET and HEAD, and listens on loopback unless told otherwise; {@link OperatorOptions#exposed} says
 * what others could read. All of its threads are daemons.
 *
 * <p>A client that is slow to ask or to read holds one of a few threads, and for a limited time. A connection is good for one
 * request: the JDK's server writes an answer in two pieces, and on a connection that is kept the second one waits for an
 * acknowledgement that the client delays, 40 ms on Linux. One on which nothing is said is closed by it after 30 s.
 */
public final class OperatorPort implements AutoCloseable {

    private static final int BACKLOG = 64;
    private static final Pattern LOOPBACK =
            Pattern.compile("(127(\\.\\d{1,3}){3}|localhost|\\[::1]|ip6-localhost)(:\\d{1,5})?");

    private final Map<String, OperatorPage> pages;
    private final Consumer<Throwable> onFailure;
    private final RequestThreads threads;
    private final HttpServer server;
    private final boolean exposed;
    private final AtomicBoolean closed = new AtomicBoolean();

    private OperatorPort(
            HttpServer server,
            boolean exposed,
            RequestThreads threads,
            Map<String, OperatorPage> pages,
            Consumer<Throwable> onFailure) {
        this.server = server;
        this.exposed = exposed;
        this.threads = threads;
        this.pages = new TreeMap<>(pages);
        this.onFailure = onFailure;
    }

    /**
     * Opens the port; it answers when this returns.
     *
     * @param pages by path, such as {@code /metrics}
     * @param onFailure told of what a page throws, on one of the port's threads; who asked gets a 500. It must not throw
     * @throws OperatorPortException if it cannot listen there, or if other machines could reach it and the options do not say
     *     that they may
     */
    public static OperatorPort open(
            OperatorOptions options, Map<String, OperatorPage> pages, Consumer<Throwable> onFailure)
            throws OperatorPortException {
        HttpServer server = bind(options);
        RequestThreads threads = new RequestThreads(options.threads(), options.requestLimit());
        OperatorPort port = new OperatorPort(server, options.exposed(), threads, pages, onFailure);
        server.setExecutor(threads);
        server.createContext("/", port::handle);
        DaemonServer.start(server);
        return port;
    }

    private static HttpServer bind(OperatorOptions options) throws OperatorPortException {
        InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
        if (address.isUnresolved()) {
            throw new OperatorPortException(options.host(), options.port(), "unknown host");
        }
        if (!options.exposed() && !address.getAddress().isLoopbackAddress()) {
            throw new OperatorPortException(
                    options.host(),
                    options.port(),
                    "other machines could reach it, and the options do not say that they may (exposed)");
        }
        try {
            return HttpServer.create(address, BACKLOG);
        } catch (IOException e) {
            throw new OperatorPortException(options.host(), options.port(), e);
        }
    }

    /** Where it listens, as the beginning of a URL: {@code http://127.0.0.1:9100}. */
    public String url() {
        String host = server.getAddress().getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Requests whose connection was closed because all threads were busy and too many waited. */
    public long refusedRequests() {
        return threads.refused();
    }

    /** Requests whose connection was closed because they took longer than {@link OperatorOptions#requestLimit}. */
    public long overdueRequests() {
        return threads.overdue();
    }

    /**
     * Closes the port and its connections; does not wait for requests that are being answered. A connection that is being
     * accepted at this very moment may be overlooked by the JDK's server: it hangs until the process or its client ends.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.stop(0);
            threads.close();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            OperatorReply reply = reply(exchange);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", reply.contentType());
            headers.set("Cache-Control", "no-store");
            headers.set("Connection", "close");
            if (head) {
                headers.set("Content-Length", String.valueOf(body.length));
            }
            exchange.sendResponseHeaders(reply.status(), head || body.length == 0 ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** A page of somebody else's in a browser here may ask under a name of its own that leads here: DNS rebinding. */
    private static boolean isOfThisMachine(@Nullable String host) {
        return host == null || LOOPBACK.matcher(host).matches();
    }

    private OperatorReply reply(HttpExchange exchange) {
        if (!exposed && !isOfThisMachine(exchange.getRequestHeaders().getFirst("Host"))) {
            return OperatorReply.text(
                    HttpURLConnection.HTTP_FORBIDDEN,
                    "this port is for this machine alone: ask it by an address of the loopback");
        }
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        OperatorPage page = pages.get(path);
        if (page == null) {
            return OperatorReply.text(
                    HttpURLConnection.HTTP_NOT_FOUND,
                    "there is no such page; there are " + String.join(" ", pages.keySet()));
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return OperatorReply.text(HttpURLConnection.HTTP_BAD_METHOD, "GET and HEAD only");
        }
        try {
            return page.reply(String.join(",", exchange.getRequestHeaders().getOrDefault("Accept", List.of())));
        } catch (Throwable failure) {
            onFailure.accept(failure);
            return OperatorReply.text(HttpURLConnection.HTTP_INTERNAL_ERROR, path + " failed: " + failure);
        }
    }
}

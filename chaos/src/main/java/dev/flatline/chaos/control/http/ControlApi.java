package dev.flatline.chaos.control.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.flatline.chaos.control.ControlException;
import dev.flatline.chaos.control.Difference;
import dev.flatline.wire.operator.DaemonServer;
import dev.flatline.wire.operator.RequestThreads;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The control API's port. A request holds a thread while it is read and while it is answered, and none while it waits for
 * connections to switch. As in {@link dev.flatline.wire.operator.OperatorPort} a connection is good for one request, and all
 * threads are daemons.
 */
public final class ControlApi implements AutoCloseable {

    private static final int BACKLOG = 128;
    private static final int DRAINED_BODIES = 8;
    private static final String ID_HEADER = "X-Toxiproxy-Request-Id";

    private final ControlOptions options;
    private final HttpServer server;
    private final Router router;
    private final Gate gate;
    private final RequestThreads threads;
    private final Consumer<Throwable> onFailure;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    private ControlApi(ControlOptions options, HttpServer server, Router router, Consumer<Throwable> onFailure) {
        this.options = options;
        this.server = server;
        this.router = router;
        this.gate = new Gate(options.token());
        this.threads =
                new RequestThreads(options.limits().threads(), options.limits().requestLimit());
        this.onFailure = onFailure;
    }

    /**
     * Opens the port; it answers when this returns.
     *
     * @param onFailure told of what a handler throws that is no {@link ControlException}; who asked gets a 500. It must not
     *     throw
     * @throws IOException if it cannot listen there, or if other machines could reach it and there is no token; the message
     *     is one line
     */
    public static ControlApi open(ControlOptions options, List<Resource> resources, Consumer<Throwable> onFailure)
            throws IOException {
        Router router = new Router(options.compat());
        resources.forEach(resource -> resource.addTo(router));
        ControlApi api = new ControlApi(options, bind(options), router, onFailure);
        api.server.setExecutor(api.threads);
        api.server.createContext("/", api::handle);
        DaemonServer.start(api.server);
        return api;
    }

    private static HttpServer bind(ControlOptions options) throws IOException {
        String where = "the control API cannot listen on " + options.host() + ":" + options.port() + ": ";
        InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
        if (address.isUnresolved()) {
            throw new IOException(where + "unknown host");
        }
        if (options.token() == null && !options.open() && !address.getAddress().isLoopbackAddress()) {
            throw new IOException(where + "other machines could reach it, and there is no token");
        }
        try {
            return HttpServer.create(address, BACKLOG);
        } catch (IOException e) {
            throw new IOException(where + e.getMessage(), e);
        }
    }

    /** Where it listens, as the beginning of a URL: {@code http://127.0.0.1:8474}. */
    public String url() {
        InetAddress address = server.getAddress().getAddress();
        String host = address.getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** What it answers. */
    public List<Router.Route> routes() {
        return router.routes();
    }

    /** Requests whose connection was closed because all threads were busy and too many waited. */
    public long refusedRequests() {
        return threads.refused();
    }

    /** Requests, or answers, whose connection was closed because they took longer than the request limit. */
    public long overdueRequests() {
        return threads.overdue();
    }

    /** Closes the port and its connections; does not wait for requests that are being answered. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.stop(0);
            threads.close();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        CompletionStage<Reply> reply;
        Router.Match match = router.match(
                exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
        try {
            Optional<Reply> refusal = refusal(exchange, match);
            Router.Route route = match.route();
            if (refusal.isPresent() || route == null) {
                write(exchange, refusal.orElseThrow());
                return;
            }
            reply = route.handler().handle(request(exchange, match));
        } catch (IOException e) {
            exchange.close();
            throw e;
        } catch (Throwable failure) {
            write(exchange, failed(failure, isOurs(exchange)));
            return;
        }
        boolean ours = isOurs(exchange);
        Thread here = Thread.currentThread();
        reply.whenComplete((answer, failure) -> {
            Reply last = failure == null ? answer : failed(failure, ours);
            if (Thread.currentThread() == here) {
                write(exchange, last);
            } else {
                writeLater(exchange, last);
            }
        });
    }

    private boolean isOurs(HttpExchange exchange) {
        String path = exchange.getRequestURI().getRawPath();
        return path.startsWith("/v1/") || !Difference.ERRORS_AS_TEXT.in(options.compat());
    }

    /** What is said to somebody whom no handler sees; empty if one does. */
    private Optional<Reply> refusal(HttpExchange exchange, Router.Match match) {
        Headers headers = exchange.getRequestHeaders();
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        boolean plain = Difference.PLAIN_REFUSALS.in(options.compat()) && !path.startsWith("/v1/");
        if (!gate.admits(method, path, headers)) {
            return Optional.of(Reply.error(401, "this needs the header 'Authorization: Bearer TOKEN', with the token")
                    .with("WWW-Authenticate", "Bearer"));
        }
        if (match.route() == null && match.allowed().isEmpty()) {
            return Optional.of(
                    plain
                            ? Reply.plainText(404, "404 page not found")
                            : Reply.error(404, "there is no " + path + "; there are " + router.patterns()));
        }
        if (match.route() == null) {
            String allowed = String.join(", ", match.allowed());
            return Optional.of(
                    plain
                            ? Reply.empty(405)
                            : Reply.error(405, method + " is not allowed here, but " + allowed)
                                    .with("Allow", allowed));
        }
        exchange.getResponseHeaders().set(ID_HEADER, String.format(Locale.ROOT, "%020x", requests.incrementAndGet()));
        if (Gate.isBrowser(headers)) {
            String message = "User agent not allowed";
            return Optional.of(plain ? Reply.plainText(403, message) : Reply.error(403, message));
        }
        return Optional.empty();
    }

    private Request request(HttpExchange exchange, Router.Match match) throws IOException {
        int limit = options.limits().maxBodyBytes();
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(limit);
        if (body.length == limit && in.read() >= 0) {
            in.readNBytes(DRAINED_BODIES * limit);
            throw new ControlException(413, "the body is longer than " + limit + " bytes");
        }
        return new Request(
                match.names(),
                exchange.getRequestURI().getRawQuery(),
                new String(body, StandardCharsets.UTF_8),
                () -> new StreamedBody(exchange, threads),
                threads);
    }

    private Reply failed(Throwable failure, boolean ours) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        int status = 500;
        String message = "failed: " + cause;
        if (cause instanceof ControlException refused) {
            status = refused.status();
            message = String.valueOf(refused.getMessage());
        } else {
            onFailure.accept(cause);
        }
        return ours ? Reply.error(status, message) : Reply.errorAsText(status, message);
    }

    private void writeLater(HttpExchange exchange, Reply reply) {
        try {
            threads.execute(() -> write(exchange, reply));
        } catch (RejectedExecutionException full) {
            exchange.close();
        }
    }

    private void write(HttpExchange exchange, @Nullable Reply reply) {
        if (reply == null || reply.body() == null) {
            return;
        }
        try (exchange) {
            byte[] body = reply.bytes();
            boolean head = exchange.getRequestMethod().equals("HEAD");
            Headers headers = exchange.getResponseHeaders();
            if (reply.contentType() != null) {
                headers.set("Content-Type", reply.contentType());
            }
            reply.headers().forEach(headers::set);
            headers.set("Connection", "close");
            exchange.sendResponseHeaders(reply.status(), head || body.length == 0 ? -1 : body.length);
            if (!head && body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (IOException clientGone) {
            exchange.close();
        }
    }
}

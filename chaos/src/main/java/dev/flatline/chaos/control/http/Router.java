package dev.flatline.chaos.control.http;

import dev.flatline.chaos.control.Compat;
import dev.flatline.chaos.control.Difference;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds who answers a request. Filled by the {@link Resource}s before the first request, and read by many threads then. */
public final class Router {

    /**
     * One route.
     *
     * @param pattern the path, with segments that are left open as {@code {name}}
     */
    public record Route(String method, String pattern, Handler handler) {

        private List<String> segments() {
            return List.of(pattern.substring(1).split("/", -1));
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    /**
     * What became of a request.
     *
     * @param route null if none answers
     * @param names the segments that the route leaves open
     * @param allowed the methods that the path has; empty if nobody knows the path
     */
    record Match(@Nullable Route route, Map<String, String> names, List<String> allowed) {}

    private final Compat compat;
    private final List<Route> routes = new ArrayList<>();

    /** No routes. */
    public Router(Compat compat) {
        this.compat = compat;
    }

    /** A route whose answer is ready when the method returns. */
    public Router on(String method, String pattern, Function<Request, Reply> handler) {
        return later(method, pattern, request -> CompletableFuture.completedFuture(handler.apply(request)));
    }

    /** A route whose answer may come later. */
    public Router later(String method, String pattern, Handler handler) {
        routes.add(new Route(method, pattern, handler));
        return this;
    }

    /** All of them. */
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    Match match(String method, String rawPath) {
        List<String> path = segments(rawPath);
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Map<String, String> names = new LinkedHashMap<>();
            if (fits(route.segments(), path, names)) {
                if (route.method.equals(method)) {
                    return new Match(route, names, List.of());
                }
                allowed.add(route.method);
            }
        }
        return new Match(null, Map.of(), List.copyOf(allowed));
    }

    private List<String> segments(String rawPath) {
        if (!rawPath.startsWith("/")) {
            return List.of();
        }
        String path = Difference.SLASH_UNREACHABLE.in(compat) ? decoded(rawPath) : rawPath;
        List<String> raw = List.of(path.substring(1).split("/", -1));
        return Difference.SLASH_UNREACHABLE.in(compat)
                ? raw
                : raw.stream().map(Router::decoded).toList();
    }

    private static String decoded(String raw) {
        return URI.create("path:/_" + raw).getPath().substring(2);
    }

    private static boolean fits(List<String> pattern, List<String> path, Map<String, String> names) {
        if (pattern.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < pattern.size(); i++) {
            String wanted = pattern.get(i);
            String found = path.get(i);
            if (wanted.startsWith("{")) {
                if (found.isEmpty()) {
                    return false;
                }
                names.put(wanted.substring(1, wanted.length() - 1), found);
            } else if (!wanted.equals(found)) {
                return false;
            }
        }
        return true;
    }

    /** The patterns in the order in which they were added, each once. */
    List<String> patterns() {
        return routes.stream().map(Route::pattern).distinct().toList();
    }
}

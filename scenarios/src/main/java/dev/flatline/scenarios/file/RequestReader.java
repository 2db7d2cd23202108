package dev.flatline.scenarios.file;

import dev.flatline.core.load.RequestPlan;
import dev.flatline.core.load.RequestPlan.Header;
import dev.flatline.core.load.Template;
import dev.flatline.scenarios.unit.Quantity;
import dev.flatline.wire.UpgradeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Reads {@code request}: what the upgrade request of a group's clients says beside what RFC 6455 asks for. */
final class RequestReader {

    private static final String NO_FILE = "none";
    private static final String COOKIE = "Cookie";
    /** RFC 6265, section 4.1.1 excludes these from the values of cookies, beside spaces. */
    private static final String NOT_IN_COOKIES = "\",;\\";

    private final Section request;
    private final CsvTable table;
    /** Whether the table is what the file says: if it cannot be read, no column is unknown. */
    private final boolean sound;

    private RequestReader(Section request, Optional<CsvTable> table) {
        this.request = request;
        this.table = table.orElse(CsvTable.NONE);
        this.sound = table.isPresent();
    }

    static Optional<RequestPlan> read(Section group) {
        if (group.isNone("request", true)) {
            return Optional.of(RequestPlan.PLAIN);
        }
        Section request = group.child("request", Keys.REQUEST);
        Optional<CsvTable> table = request.optional(
                "csv", NO_FILE, file -> file.equals(NO_FILE) ? CsvTable.NONE : CsvTable.read(request.beside(file)));
        table.filter(read -> !read.lines().isEmpty())
                .ifPresent(read -> request.resolveTo("csv", read.file().toString()));
        return new RequestReader(request, table).read();
    }

    private Optional<RequestPlan> read() {
        Optional<String> path = request.optional("path", "", this::path);
        Section ownHeaders = request.child("headers", List.copyOf(request.keysOf("headers")));
        List<Header> headers = new ArrayList<>(pairs(ownHeaders, false));
        Section ownCookies = request.child("cookies", List.copyOf(request.keysOf("cookies")));
        List<Header> cookies = pairs(ownCookies, true);
        List<String> subprotocols = request.list("subprotocols", Words::token);
        Optional<Boolean> compression = request.optional("compression", "false", Words.BOOLEAN);
        if (!cookies.isEmpty()) {
            if (headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(COOKIE))) {
                request.reject("headers", "found " + COOKIE + " beside cookies; accepted: one of the two");
            }
            headers.add(new Header(
                    COOKIE,
                    String.join(
                            "; ",
                            cookies.stream()
                                    .map(cookie -> cookie.name() + "=" + cookie.value())
                                    .toList())));
        }
        return request.build(() ->
                new RequestPlan(path.orElseThrow(), headers, subprotocols, compression.orElseThrow(), table.rows()));
    }

    private List<Header> pairs(Section section, boolean cookies) {
        List<Header> pairs = new ArrayList<>();
        for (String name : section.keys()) {
            section.required(name, value -> pair(name, value, cookies)).ifPresent(pairs::add);
        }
        return pairs;
    }

    private Header pair(String name, String value, boolean cookie) {
        Words.token(name);
        if (cookie) {
            check(value, "a cookie", c -> c > ' ' && c < 0x7F && NOT_IN_COOKIES.indexOf(c) < 0);
        } else {
            checkName(name);
            check(value, "a header", c -> (c >= ' ' && c < 0x7F) || c == '\t');
        }
        return new Header(name, value);
    }

    private static void checkName(String name) {
        boolean ours = name.regionMatches(true, 0, "X-Flatline-", 0, 11);
        try {
            UpgradeRequest.checkHeader(name, "");
        } catch (IllegalArgumentException own) {
            ours = true;
        }
        if (ours) {
            throw new IllegalArgumentException(
                    "found a header that Flatline writes itself; accepted: other headers, subprotocols, compression");
        }
    }

    private String path(String text) {
        if (!text.isEmpty() && !text.startsWith("/")) {
            throw Quantity.bad(text, "a path from the slash, such as /chat?user={client}");
        }
        template(text);
        if (text.chars().anyMatch(c -> c <= ' ' || c >= 0x7F || c == '#')) {
            throw Quantity.bad(
                    text,
                    "a percent-encoded path and query without a fragment; what is filled in is encoded by itself");
        }
        return text;
    }

    /** Both the text and whatever the rows fill in. */
    private void check(String text, String what, IntPredicate accepted) {
        Template template = template(text);
        if (!text.chars().allMatch(accepted)) {
            throw new IllegalArgumentException("found a character that " + what + " cannot carry; accepted: "
                    + "printable ASCII" + (what.equals("a cookie") ? " without spaces and \" , ; \\" : ""));
        }
        for (int column : template.columns()) {
            for (int row = 0; row < table.rows().rows().size(); row++) {
                if (!table.rows().rows().get(row).get(column).chars().allMatch(accepted)) {
                    throw new IllegalArgumentException(
                            "found a value that " + what + " cannot carry in " + table.file() + ":"
                                    + table.lines().get(row) + ", column "
                                    + table.rows().columns().get(column) + "; accepted: printable ASCII"
                                    + (what.equals("a cookie") ? " without spaces and \" , ; \\" : ""));
                }
            }
        }
    }

    private Template template(String text) {
        return sound ? Template.parse(text, table.rows().columns()) : Template.parse("", List.of());
    }
}

package dev.flatline.chaos.control.http;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Who may ask: whoever brings the token, and no browser. */
final class Gate {

    private static final String BEARER = "Bearer ";

    private final byte @Nullable [] token;

    Gate(@Nullable String token) {
        this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a request brings the token, where there is one; {@code GET /version} need not. */
    boolean admits(String method, String path, Headers headers) {
        if (token == null || (method.equals("GET") && path.equals("/version"))) {
            return true;
        }
        String given = headers.getFirst("Authorization");
        return given != null
                && given.startsWith(BEARER)
                && MessageDigest.isEqual(token, given.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a browser asks, of its own or on behalf of some page: such a page must not steer proxies. */
    static boolean isBrowser(Headers headers) {
        String agent = headers.getFirst("User-Agent");
        return agent != null && agent.startsWith("Mozilla/");
    }
}

package dev.flatline.chaos.control.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.flatline.chaos.control.client.ControlClientException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Requests of a {@link ControlClient}, and what comes of them in words. */
final class ControlHttp {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

    private final URI base;
    private final @Nullable String token;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();

    ControlHttp(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    /** A segment of a path, encoded. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The object that is answered; an empty one if there is no body. */
    JsonObject ask(String method, String path, @Nullable JsonObject body) throws ControlClientException {
        HttpResponse<String> response = send(method, path, body);
        if (response.statusCode() == 204) {
            return new JsonObject();
        }
        JsonObject answer = object(response);
        if (response.statusCode() < 300) {
            return answer;
        }
        JsonElement error = answer.get("error");
        if (error == null) {
            throw notOurs(response);
        }
        throw new ControlClientException(Kind.REFUSED, error.getAsString());
    }

    private JsonObject object(HttpResponse<String> response) throws ControlClientException {
        try {
            return JsonParser.parseString(response.body()).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw notOurs(response);
        }
    }

    private ControlClientException notOurs(HttpResponse<String> response) {
        return new ControlClientException(
                Kind.NOT_OURS,
                base + " is no Flatline proxy: " + response.request().method() + " "
                        + response.uri().getPath() + " is answered with " + response.statusCode());
    }

    private HttpResponse<String> send(String method, String path, @Nullable JsonObject body)
            throws ControlClientException {
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(base.resolve(path));
        } catch (IllegalArgumentException e) {
            throw new ControlClientException(
                    Kind.UNREACHABLE, base + " is no address of a proxy; accepted is http://HOST:PORT");
        }
        request.timeout(ANSWER_LIMIT)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlClientException(Kind.UNREACHABLE, "interrupted while asking " + base);
        } catch (IOException e) {
            throw new ControlClientException(Kind.UNREACHABLE, "cannot reach " + base + ": " + reason(e));
        }
    }

    private static String reason(IOException failure) {
        if (failure instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        return failure instanceof ConnectException
                ? "nobody listens there; is 'flatline proxy' running?"
                : String.valueOf(failure.getMessage());
    }
}

package dev.flatline.chaos.control;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The requests of a recorded Toxiproxy 2.12.0, in order, and its answers. */
@Tag("real-socket")
final class TranscriptTest {

    /** Where ours answers otherwise, by title: what the difference is, and our status and body. */
    private record Ours(Difference why, int status, String body) {}

    private static final String DELETED_IN_OURS = "a/b";

    private static final Map<String, Ours> OURS = Map.ofEntries(
            Map.entry(
                    "...not even percent-encoded",
                    new Ours(
                            Difference.SLASH_UNREACHABLE,
                            200,
                            "{\"name\":\"a/b\",\"listen\":\"127.0.0.1:21015\",\"upstream\":\"127.0.0.1:19000\",\"enabled\":true,\"toxics\":[]}")),
            Map.entry("...nor deleted", new Ours(Difference.SLASH_UNREACHABLE, 204, "")),
            Map.entry(
                    "...state after that failure",
                    new Ours(
                            Difference.FAILED_LISTEN_DISABLES,
                            200,
                            "{\"name\":\"p1\",\"listen\":\"127.0.0.1:21001\",\"upstream\":\"127.0.0.1:19000\",\"enabled\":true,\"toxics\":[]}")),
            Map.entry(
                    "Stream in capitals",
                    new Ours(
                            Difference.STREAM_AS_SENT,
                            200,
                            "{\"attributes\":{\"latency\":0,\"jitter\":0},\"name\":\"upcase\",\"type\":\"latency\",\"stream\":\"upstream\",\"toxicity\":1}")),
            Map.entry(
                    "...and what was applied of it",
                    new Ours(
                            Difference.PARTIAL_UPDATE,
                            200,
                            "{\"attributes\":{\"latency\":250,\"jitter\":25},\"name\":\"latency_downstream\",\"type\":\"latency\",\"stream\":\"downstream\",\"toxicity\":0.25}")));

    @Test
    void strictAnswersByteForByteAsToxiproxyDid() throws IOException {
        List<Executable> checks = new ArrayList<>();

        List<RawHttp.Answer> answers = replay(Compat.STRICT);

        List<Transcript.Exchange> exchanges = Transcript.read();
        for (int i = 0; i < exchanges.size(); i++) {
            Transcript.Exchange expected = exchanges.get(i);
            RawHttp.Answer answer = answers.get(i);
            checks.add(() -> assertEquals(expected.status, answer.status(), expected.title));
            checks.add(() -> assertEquals(expected.response, answer.body(), expected.title));
            checks.add(() -> assertEquals(expected.contentType, answer.header("Content-Type"), expected.title));
            checks.add(() -> assertEquals(
                    expected.contentType.startsWith("text/plain") ? "nosniff" : "",
                    answer.header("X-Content-Type-Options"),
                    expected.title));
            boolean noRoute = expected.status == 405 || expected.response.startsWith("404 page");
            checks.add(() -> assertEquals(
                    noRoute, answer.header("X-Toxiproxy-Request-Id").isEmpty(), expected.title));
        }
        assertAll(checks);
        assertTrue(exchanges.size() > 160, "the transcript has " + exchanges.size());
    }

    @Test
    void oursDiffersWhereItSaysSo() throws IOException {
        List<Executable> checks = new ArrayList<>();

        List<RawHttp.Answer> answers = replay(Compat.OURS);

        List<Transcript.Exchange> exchanges = Transcript.read();
        for (int i = 0; i < exchanges.size(); i++) {
            Transcript.Exchange theirs = exchanges.get(i);
            RawHttp.Answer answer = answers.get(i);
            Ours ours = OURS.get(theirs.title);
            int status = ours == null ? theirs.status : ours.status;
            checks.add(() -> assertEquals(status, answer.status(), theirs.title));
            if (theirs.method.equals("HEAD")) {
                continue;
            }
            if (ours == null && (status == 403 || status == 405 || theirs.response.startsWith("404 page"))) {
                checks.add(() -> assertEquals(
                        status,
                        json(answer.body()).getAsJsonObject().get("status").getAsInt(),
                        theirs.title));
            } else {
                JsonElement body = withoutLoggers(json(ours == null ? theirs.response : ours.body));
                if (theirs.path.equals("/proxies") && theirs.method.equals("GET")) {
                    body.getAsJsonObject().remove(DELETED_IN_OURS);
                }
                checks.add(() -> assertEquals(body, json(answer.body()), theirs.title));
            }
            String type = answer.body().isEmpty() ? "" : "application/json";
            checks.add(() -> assertTrue(answer.header("Content-Type").startsWith(type), theirs.title));
            checks.add(() -> assertFalse(answer.body().contains("Logger"), theirs.title));
        }
        assertAll(checks);
    }

    private static List<RawHttp.Answer> replay(Compat compat) throws IOException {
        List<RawHttp.Answer> answers = new ArrayList<>();
        ApiRig rig = new ApiRig(HubOptions.defaults().with(compat));
        try {
            for (Transcript.Exchange exchange : Transcript.read()) {
                if (exchange.newServer) {
                    rig.close();
                    rig = new ApiRig(HubOptions.defaults().with(compat));
                }
                answers.add(RawHttp.send(rig.api.port(), exchange.wire()));
                assertEquals(List.of(), rig.failures, exchange.title);
            }
        } finally {
            rig.close();
        }
        return answers;
    }

    private static JsonElement json(String text) {
        try {
            return JsonParser.parseString(text);
        } catch (JsonSyntaxException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    private static JsonElement withoutLoggers(JsonElement element) {
        if (element.isJsonObject()) {
            JsonObject object = element.getAsJsonObject();
            object.remove("Logger");
            object.entrySet().forEach(member -> withoutLoggers(member.getValue()));
        } else if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(TranscriptTest::withoutLoggers);
        }
        return element;
    }
}

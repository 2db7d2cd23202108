package dev.flatline.scenarios.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.load.RequestPlan;
import dev.flatline.core.load.RequestPlan.Header;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestReaderTest {

    private static final String HEAD = """
            name: asking
            duration: 60s
            clients:
              count: 10
              connect: {rate: 5/s}
              reconnect: {base: 1s}
              request:
            """;

    @TempDir
    private Path folder;

    private Path users;

    @BeforeEach
    void writeUsers() throws IOException {
        users = Files.writeString(folder.resolve("users.csv"), "user,token,note\nann,t1,ok\nbob,t 2,ö\n");
    }

    @Test
    void readsWhatARequestSays() {
        RequestPlan plan = request(read("""
                path: "/chat?u={user}"
                headers: {Authorization: "Bearer {token}", Origin: "https://{group}.example"}
                cookies: {sid: "{user}", theme: dark}
                subprotocols: [chat-2, chat-1]
                compression: true
                csv: users.csv
                """));

        assertEquals("/chat?u={user}", plan.path());
        assertEquals(
                List.of(
                        new Header("Authorization", "Bearer {token}"),
                        new Header("Origin", "https://{group}.example"),
                        new Header("Cookie", "sid={user}; theme=dark")),
                plan.headers());
        assertEquals(List.of("chat-2", "chat-1"), plan.subprotocols());
        assertTrue(plan.compression());
        assertEquals(List.of("bob", "t 2", "ö"), plan.rows().of(11));
    }

    @Test
    void theResolvedTextReadsBackToTheSameFromAnywhere() {
        Scenario scenario = read("path: \"/{user}\"\nheaders: {X-Note: \"{{}}\"}\ncsv: users.csv\n");

        Scenario again = ScenarioReader.read(scenario.yaml(), "elsewhere/results/scenario.yaml", List.of());

        assertEquals(scenario, again);
        assertTrue(scenario.yaml().contains("csv: \"" + users + '"'), scenario.yaml());
    }

    @Test
    void noRequestIsPlain() {
        Scenario scenario = ScenarioReader.read(HEAD.replace("  request:\n", ""), "f.yaml", List.of());

        assertEquals(RequestPlan.PLAIN, request(scenario));
        assertTrue(scenario.yaml().contains("request: none"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            csv: user.csv                        | 8:10: clients.request.csv: found no file FOLDER/user.csv; accepted: a CSV file in UTF-8
            path: chat                           | 8:11: clients.request.path: found 'chat'; accepted: a path from the slash, such as /chat?user={client}
            path: "/a b"                         | 8:11: clients.request.path: found '/a b'; accepted: a percent-encoded path and query without a fragment; what is filled in is encoded by itself
            path: "/{usr}"~csv: users.csv        | 8:11: clients.request.path: found {usr}; did you mean 'user'?
            path: "/{user}"                      | 8:11: clients.request.path: found {user}; accepted: client, group; columns come from request.csv
            headers: {A B: x}                    | 8:20: clients.request.headers.A B: found 'A B'; accepted: a word of up to 64 letters, digits and
            headers: {Host: x}                   | 8:21: clients.request.headers.Host: found a header that Flatline writes itself; accepted: other headers, subprotocols, compression
            headers: {x-flatline-client: x}      | 8:34: clients.request.headers.x-flatline-client: found a header that Flatline writes itself; accepted: other headers, subprotocols, compression
            headers: {X: ö}                      | 8:18: clients.request.headers.X: found a character that a header cannot carry; accepted: printable ASCII
            headers: {X: "{note}"}~csv: users.csv | 8:18: clients.request.headers.X: found a value that a header cannot carry in FOLDER/users.csv:3, column note; accepted: printable ASCII
            cookies: {X: "{token}"}~csv: users.csv | 8:18: clients.request.cookies.X: found a value that a cookie cannot carry in FOLDER/users.csv:3, column token; accepted: printable ASCII without spaces
            cookies: {X: a;b}                    | 8:18: clients.request.cookies.X: found a character that a cookie cannot carry; accepted: printable ASCII without spaces
            headers: {Cookie: a}~cookies: {X: a} | 8:14: clients.request.headers: found Cookie beside cookies; accepted: one of the two
            subprotocols: [a b]                  | 8:20: clients.request.subprotocols[0]: found 'a b'; accepted: a word of up to 64 letters, digits and
            compression: yes                     | 8:18: clients.request.compression: found 'yes'; accepted: true, false
            header: {X: a}                       | 8:5: clients.request.header: unknown key; did you mean 'headers'?
            """)
    void saysWhereWhatAndWhatIsAccepted(String lines, String message) {
        FlatlineException refused = assertThrows(FlatlineException.class, () -> read(lines.replace('~', '\n') + "\n"));

        String expected = folder.resolve("f.yaml") + ":" + message.replace("FOLDER", folder.toString());
        assertTrue(refused.text().startsWith(expected), refused.text());
    }

    private Scenario read(String lines) {
        return ScenarioReader.read(
                HEAD + lines.indent(4), folder.resolve("f.yaml").toString(), List.of());
    }

    private static RequestPlan request(Scenario scenario) {
        return scenario.load().groups().get(0).client().request();
    }
}

package dev.flatline.scenarios.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.control.ProxySpec;
import dev.flatline.chaos.control.http.ControlOptions;
import dev.flatline.chaos.service.ChaosService;
import dev.flatline.chaos.service.ServiceOptions;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.ToxicTypes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code flatline toxic} against the API of proxies in this process. */
@Tag("real-socket")
final class ToxicCommandTest {

    private static final String TOKEN = "a-long-secret";

    private final CliRig flatline = new CliRig();
    private ChaosService service;
    private ServerSocket server;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        service = ChaosService.open(
                ServiceOptions.defaults()
                        .with(ControlOptions.defaults().onPort(0).withToken(TOKEN)),
                failure -> {
                    throw new AssertionError(failure);
                });
        flatline.variables.put("TOXIPROXY_URL", service.url());
        flatline.variables.put("FLATLINE_TOKEN", TOKEN);
    }

    @AfterEach
    void close() throws IOException {
        service.close();
        server.close();
    }

    @Test
    void withoutProxiesItSaysHowToMakeOne() {
        assertEquals(0, flatline.run("toxic", "list"));

        assertEquals("", flatline.out());
        assertEquals(
                "flatline: there are no proxies; 'flatline proxy --listen 127.0.0.1:9000 --upstream 127.0.0.1:8080'"
                        + " starts with one, and POST /proxies makes one\n",
                flatline.err());
    }

    @Test
    void addsChangesListsAndRemoves() {
        String place = make("web");

        assertEquals(0, flatline.run("toxic", "add", "-t", "latency", "-a", "latency=100", "web"), flatline.err());
        assertEquals(
                "web: added latency_downstream: latency downstream, toxicity 1, latency=100 jitter=0\n",
                flatline.out());
        assertEquals(
                0,
                flatline.run(
                        "toxic",
                        "add",
                        "-t",
                        "half_open",
                        "-n",
                        "gone",
                        "--stream",
                        "both",
                        "--toxicity",
                        "30%",
                        "--target",
                        "group=blue",
                        "--target",
                        "nth=every 5",
                        "--ttl",
                        "1h",
                        "web"),
                flatline.err());
        assertEquals(
                0,
                flatline.run("toxic", "update", "-n", "latency_downstream", "-a", "jitter=5", "--tox", "0.5", "web"));
        assertEquals(0, flatline.run("toxic", "update", "-n", "latency_downstream", "-a", "latency=7", "web"));
        assertEquals(
                "web: updated latency_downstream: latency downstream, toxicity 0.5, latency=7 jitter=5\n",
                flatline.out());
        assertEquals(0, flatline.run("toxic", "list", "web"));
        assertEquals(
                "web\t" + place + "\tenabled\tlatency_downstream\tlatency\tdownstream\t0.5\tlatency=7 jitter=5\t\t\n"
                        + "web\t" + place
                        + "\tenabled\tgone\thalf_open\tboth\t0.3\tmode=drop\tgroup=blue nth=every 5\t1h\n",
                flatline.out());
        assertEquals(0, flatline.run("toxic", "remove", "-n", "gone", "web"));
        assertEquals("web: removed gone\n", flatline.out());
        assertEquals(1, service.hub().proxy("web").toxics().size());
    }

    @Test
    void onATerminalTheListIsATable() {
        make("web");
        flatline.run("toxic", "add", "-t", "noop", "-u", "web");
        flatline.terminal = true;

        flatline.run("toxic", "list");

        List<String> lines = flatline.out().lines().toList();
        assertTrue(lines.get(0).matches("PROXY +LISTEN +UPSTREAM +STATE +TOXIC +TYPE +STREAM +TOXICITY.*"));
        assertTrue(
                lines.get(1).matches("web +127.0.0.1:\\d+ +127.0.0.1:\\d+ +enabled +noop_upstream +noop +upstream +1"));
        assertEquals(lines.get(0).indexOf("TYPE"), lines.get(1).indexOf("noop  "));
    }

    @Test
    void aDryRunListsWhomItWouldHitAndChangesNothing() throws IOException {
        make("web");
        int port = Objects.requireNonNull(service.running().get("web")).port();
        try (Socket first = new Socket(InetAddress.getLoopbackAddress(), port);
                Socket second = new Socket(InetAddress.getLoopbackAddress(), port);
                Socket end = server.accept();
                Socket otherEnd = server.accept()) {
            assertEquals(0, flatline.run("toxic", "add", "-t", "half_open", "--target", "nth=2", "--dry-run", "web"));

            int client = flatline.out().contains(":" + first.getLocalPort() + "\n")
                    ? first.getLocalPort()
                    : second.getLocalPort();
            assertEquals(
                    "#2 127.0.0.1:" + client + "\nwould hit 1 of the connections of web; nothing is changed\n",
                    flatline.out());
            assertTrue(service.hub().proxy("web").toxics().isEmpty());
            assertTrue(end.isConnected() && otherEnd.isConnected());
        }
        assertEquals(2, flatline.run("toxic", "add", "-t", "haf_open", "--dry-run", "web"));
        assertEquals("flatline: type: unknown type haf_open; did you mean 'half_open'?\n", flatline.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            add -t latency -a latncy=3 web            | attributes.latncy: unknown key, accepted is latency, jitter (did you mean latency?)
            add -t latency -a latency=x web           | attributes.latency: x, accepted is a whole number
            add -t latency -a latency web             | -a: found 'latency'; accepted: key=value, such as latency=100
            add -t noop --target a=1 --target a=2 web | --target: found a twice; accepted: once
            add -t noop -u -d web                     | found more than one of --stream, -u and -d; accepted: one, --stream both for both directions
            add -t noop --stream up web               | stream: 'up', accepted is upstream, downstream, both
            add -t noop --toxicity 2 web              | --toxicity: found '2'; accepted: a share of 0 to 1, or 0% to 100%
            add -t noop --ttl 3 web                   | ttl: '3', accepted is a duration with its unit (ns, us, ms, s, m, h), such as 500ms or 1m30s
            add -t noop wbe                           | proxy not found 'wbe'; did you mean 'web'?
            add -t noop                               | toxic add: Missing required parameter: 'PROXY'; see flatline --help
            add web                                   | toxic add: Missing required option: '--type=TYPE'; see flatline --help
            update -n noop web                        | toxic update: found nothing to change; accepted: -a, --toxicity, --stream, …
            update -n nop --tox 1 web                 | toxic not found 'nop'; did you mean 'noop'?
            remove -n x web                           | toxic not found 'x'; accepted: noop
            remove web                                | toxic remove: Missing required option: '--name=NAME'; see flatline --help
            list wbe                                  | proxy not found 'wbe'; did you mean 'web'?
            list --api ftp://x web                    | --api: found 'ftp://x'; accepted: the URL that 'flatline proxy' prints, such as http://127.0.0.1:8474
            list --token wrong-one                    | this needs the header 'Authorization: Bearer TOKEN', with the token; --token-file FILE or FLATLINE_TOKEN gives it
            types halfopen                            | found 'halfopen', which is no type of toxic; did you mean 'half_open'?
            ad                                        | toxic: unknown command 'ad'; did you mean 'add'?
            list --apy x                              | unknown option '--apy' of toxic list; did you mean '--api'?
            """)
    void aMistakeIsOneLine(String args, String message) {
        make("web");
        flatline.run("toxic", "add", "-t", "noop", "-n", "noop", "web");

        assertEquals(2, flatline.run(("toxic " + args).split(" ")));
        assertEquals("flatline: " + message + "\n", flatline.err());
    }

    @Test
    void aTypeThatDoesNotExistIsToldWithTheNearest() {
        make("web");

        assertEquals(2, flatline.run("toxic", "add", "-t", "latncy", "web"));

        assertTrue(flatline.err().startsWith("flatline: type: 'latncy', accepted is latency, "), flatline.err());
        assertTrue(flatline.err().endsWith(" (did you mean latency?)\n"), flatline.err());
    }

    @Test
    void dropsOnlyPongsInOneLine() {
        make("web");

        assertEquals(0, flatline.run("toxic", "add", "-t", "frame_drop", "-a", "opcode=pong", "web"), flatline.err());

        assertTrue(flatline.out().startsWith("web: added frame_drop_both: frame_drop both, toxicity 1, opcode=pong "));
    }

    @Test
    void whereNobodyListensItSaysSo() throws IOException {
        server.close();

        assertEquals(4, flatline.run("toxic", "list", "--api", "127.0.0.1:" + server.getLocalPort()));
        assertEquals(
                "flatline: cannot reach http://127.0.0.1:" + server.getLocalPort()
                        + ": nobody listens there; is 'flatline proxy' running?\n",
                flatline.err());
    }

    @Test
    void tellsOfEveryTypeAndAllAboutOne() {
        assertEquals(0, flatline.run("toxic", "types"));
        for (ToxicType type : ToxicTypes.all()) {
            assertTrue(flatline.out().contains(type.name() + ": " + type.description() + "\n"), type.name());
        }
        assertEquals(0, flatline.run("toxic", "types", "half_open"));
        assertTrue(
                flatline.out()
                        .contains("\n  -a mode=drop  one of drop, freeze, discard, kernel: what becomes of bytes"),
                flatline.out());
        assertEquals(2, flatline.run("toxic"));
    }

    /** Its place as the list shows it. */
    private String make(String name) {
        String upstream = "127.0.0.1:" + server.getLocalPort();
        return service.hub()
                        .create(new ProxySpec(name, "127.0.0.1:0", upstream, true))
                        .listen() + "\t" + upstream;
    }
}

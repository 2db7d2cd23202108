package dev.flatline.chaos.kernel;

import static dev.flatline.chaos.kernel.LossRig.echoes;
import static dev.flatline.chaos.kernel.LossRig.hears;
import static dev.flatline.chaos.kernel.LossRig.hearsNothing;
import static dev.flatline.chaos.kernel.LossRig.probeQuickly;
import static dev.flatline.chaos.kernel.LossRig.retransmits;
import static dev.flatline.chaos.kernel.LossRig.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.FaultProxy;
import dev.flatline.chaos.rollback.Heal;
import dev.flatline.chaos.rollback.RollbackException;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.ToxicTypes;
import dev.flatline.core.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mode {@code kernel} of {@code half_open} with the kernel's own TCP at both ends: what no proxy can do by itself. */
@Tag("real-socket")
final class KernelLossOnSocketsTest {

    private static final int SHORT_MILLIS = 300;

    /** A keepalive of three seconds has found a death by then, on a busy machine too. */
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path state;

    private LossRig rig;

    @BeforeEach
    void needsNft() throws RollbackException {
        Kernel.requireNft();
        rig = new LossRig(state);
    }

    @AfterEach
    void leavesNothingBehind() throws Exception {
        if (rig != null) {
            rig.close();
        }
    }

    private static List<NamedToxic> silence(String mode, Stream stream) {
        return List.of(new NamedToxic(
                "silence",
                stream,
                1,
                Target.EVERYONE,
                ToxicTypes.named("half_open")
                        .orElseThrow()
                        .defaults()
                        .with("mode", mode)
                        .toxic()));
    }

    private static void put(FaultProxy proxy, List<NamedToxic> toxics) {
        Object unused = proxy.toxics(toxics).join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void exactlyOneConnectionIsSilentSendsAgainAndGoesOnAfterwards(String host) throws IOException {
        InetSocketAddress server = rig.echo(host);
        Socket victim = rig.connect(server);
        Socket other = rig.connect(server);

        rig.loss.lose("fault", LossRig.paths(victim));
        Await.until("the drop", () -> LossRig.isUnheard(victim));
        Await.until("three retransmissions", () -> retransmits(victim) >= 3);
        echoes(other, "as before");
        assertEquals(0, retransmits(other));
        rig.loss.over("fault");

        Await.until("an acknowledgement", () -> retransmits(victim) == 0);
        hears(victim, "?");
    }

    @Test
    void theClientsKeepaliveFindsTheDeathThatAProxyHidesFromIt() throws IOException {
        InetSocketAddress server = rig.echo("127.0.0.1");
        FaultProxy losing = rig.proxy(server);
        FaultProxy holding = rig.proxy(server);
        Socket lost = rig.connect(losing.address());
        Socket held = rig.connect(holding.address());
        probeQuickly(lost);
        probeQuickly(held);

        put(losing, silence("kernel", Stream.BOTH));
        put(holding, silence("drop", Stream.BOTH));

        diesOfSilence(lost);
        hearsNothing(held, (int) SOON.toMillis() / 2);
        put(holding, List.of());
        echoes(held, "alive");
    }

    private static void diesOfSilence(Socket socket) {
        assertTimeoutPreemptively(SOON, () -> {
            SocketException death = assertThrows(
                    SocketException.class, () -> socket.getInputStream().read());
            assertTrue(String.valueOf(death.getMessage()).contains("timed out"), death.toString());
        });
    }

    @Test
    void theServersKeepaliveFindsItToo() throws IOException {
        ServerSocket listening = rig.open(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
        FaultProxy proxy = rig.proxy((InetSocketAddress) listening.getLocalSocketAddress());
        Socket client = rig.open(new Socket(InetAddress.getLoopbackAddress(), proxy.port()));
        send(client, "hi");
        Socket accepted = rig.open(listening.accept());
        probeQuickly(accepted);
        hears(accepted, "hi");

        put(proxy, silence("kernel", Stream.BOTH));

        diesOfSilence(accepted);
        hearsNothing(client, SHORT_MILLIS);
    }

    @Test
    void aConnectionThroughTheProxyGoesOnWhereItWasCut() throws IOException {
        FaultProxy proxy = rig.proxy(rig.echo("127.0.0.1"));
        Socket client = rig.connect(proxy.address());

        put(proxy, silence("kernel", Stream.BOTH));
        Await.until("the drop", () -> LossRig.isUnheard(client));
        hearsNothing(client, SHORT_MILLIS);
        put(proxy, List.of());

        hears(client, "?");
        echoesAfter(client);
        assertEquals(1, proxy.openConnections());
    }

    /** What was sent in the silence comes first. */
    private static void echoesAfter(Socket client) throws IOException {
        send(client, "!");
        int next = client.getInputStream().read();
        while (next == '?') {
            next = client.getInputStream().read();
        }
        assertEquals('!', next);
    }

    @Test
    void inOneDirectionTheOtherOneStillDelivers() throws IOException {
        ServerSocket listening = rig.open(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
        FaultProxy proxy = rig.proxy((InetSocketAddress) listening.getLocalSocketAddress());
        Socket client = rig.open(new Socket(InetAddress.getLoopbackAddress(), proxy.port()));
        client.setSoTimeout(LossRig.PATIENCE_MILLIS);
        send(client, "hi");
        Socket accepted = rig.open(listening.accept());
        hears(accepted, "hi");

        put(proxy, silence("kernel", Stream.UPSTREAM));
        Await.until("the drop", () -> LossRig.isUnheard(client));
        send(accepted, "still here");

        hears(client, "still here");
        hearsNothing(accepted, SHORT_MILLIS);
    }

    @Test
    void aNewConnectionThatItHitsIsAcceptedAndThenHearsNothing() throws IOException {
        FaultProxy proxy = rig.proxy(rig.echo("127.0.0.1"));
        put(proxy, silence("kernel", Stream.BOTH));

        Socket client = rig.open(new Socket(InetAddress.getLoopbackAddress(), proxy.port()));
        client.setSoTimeout(LossRig.PATIENCE_MILLIS);
        Await.until("the drop", () -> LossRig.isUnheard(client));
        put(proxy, List.of());

        hears(client, "?");
    }

    @Test
    void anUpdateToAnotherModeLetsThePacketsPassAndHoldsTheBytes() throws IOException {
        FaultProxy proxy = rig.proxy(rig.echo("127.0.0.1"));
        Socket client = rig.connect(proxy.address());
        put(proxy, silence("kernel", Stream.BOTH));
        Await.until("the drop", () -> LossRig.isUnheard(client));

        put(proxy, silence("drop", Stream.BOTH));
        Await.until("an acknowledgement", () -> retransmits(client) == 0);
        hearsNothing(client, SHORT_MILLIS);
        put(proxy, List.of());

        hears(client, "?");
    }

    @Test
    void whatAKilledRunLeftIsHealed() throws Exception {
        assertTrue(rig.loss.refusal().isEmpty(), rig.loss.refusal()::toString);
        Path left = Files.createDirectories(state.resolve("left"));
        Files.copy(state.resolve(rig.run() + ".rollback"), left.resolve(rig.run() + ".rollback"));
        assertTrue(Kernel.hasTable(rig.table()));

        Heal.Outcome outcome = Heal.all(left, List.of(new KernelHealer()));

        assertEquals(List.of(), outcome.problems());
        assertEquals(1, outcome.healed());
        assertFalse(Kernel.hasTable(rig.table()));
    }

    @Test
    void aServerInANamespaceOfItsOwnHasTheTableThereTooAndMayGoWithIt() throws Exception {
        Process server = new ProcessBuilder("unshare", "--net", "sleep", "60").start();
        try {
            NetworkNamespace here = NetworkNamespace.own();
            NetworkNamespace inside = apart(server, here);
            InetSocketAddress address = Paths.four(1, 80).to();
            KernelLoss loss =
                    rig.lossBefore(end -> end.equals(address) ? OptionalLong.of(server.pid()) : OptionalLong.empty());

            loss.lose("fault", List.of(Paths.four(40_000, 80)));
            Await.until("the table there", () -> Kernel.lists(inside, "127.0.0.1 . 40000 . 127.0.0.1 . 80"));
            Await.until("the table here", () -> Kernel.lists(here, "127.0.0.1 . 40000 . 127.0.0.1 . 80"));
            loss.over("fault");
            Await.until("an empty set", () -> !Kernel.lists(inside, "127.0.0.1 . 40000"));
            server.destroyForcibly().waitFor();

            loss.close();
            rig.journal.close();
        } finally {
            server.destroyForcibly();
        }
    }

    private static NetworkNamespace apart(Process process, NetworkNamespace here) {
        Await.until("a namespace", () -> !Kernel.namespaceOf(process.pid()).equals(here));
        return Kernel.namespaceOf(process.pid());
    }
}

package dev.flatline.simulation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What faults do to connections where they meet silence: as the proxy's relay does it. */
final class SimulatedNetworkTest {

    private static final int CLIENT = 3;
    private static final int OTHER = 4;
    private static final ScheduledFault SILENCE = fault(0, new Fault.Blackhole());
    private static final ScheduledFault RESET = fault(1, new Fault.Reset());
    private static final ScheduledFault RESTART = fault(2, new Fault.ServerRestart());

    private final NetworkRig rig = new NetworkRig();

    static List<ScheduledFault> faultsThatTurnAway() {
        return List.of(RESET, fault(1, new Fault.Refuse()));
    }

    @ParameterizedTest
    @MethodSource("faultsThatTurnAway")
    void aNewConnectionHangsInSilenceAndIsTurnedAwayWhenThatEnds(ScheduledFault other) {
        rig.network.begin(other);
        rig.network.begin(SILENCE);
        rig.connect(CLIENT);
        rig.pass(5_000);
        assertEquals(List.of("client connected"), rig.heard());

        rig.network.end(SILENCE);
        rig.pass(1_000);

        assertEquals(List.of("client connected", "client closed reset"), rig.heard());
    }

    @ParameterizedTest
    @MethodSource("faultsThatTurnAway")
    void aNewConnectionThatHungIsLetThroughWhenNothingTurnsItAwayAnyMore(ScheduledFault other) {
        rig.network.begin(SILENCE);
        rig.network.begin(other);
        rig.connect(CLIENT);
        rig.pass(5_000);

        rig.network.end(other);
        rig.network.end(SILENCE);
        rig.pass(1_000);

        assertEquals(List.of("client connected", "server opened", "client open"), rig.heard());
    }

    @Test
    void aResetThatFindsAConnectionHangingMeetsItWhenTheSilenceEnds() {
        rig.network.begin(SILENCE);
        rig.connect(CLIENT);
        rig.pass(1_000);
        rig.network.begin(RESET);
        rig.pass(5_000);
        assertEquals(List.of("began 0", "hit 0", "began 1"), rig.ledger());

        rig.network.end(SILENCE);
        rig.pass(1_000);

        assertEquals(List.of("client connected", "client closed reset"), rig.heard());
        assertEquals(List.of("began 0", "hit 0", "began 1", "ended 0", "hit 1"), rig.ledger());
    }

    @Test
    void theServerNeverHearsOfAClientThatGivesUpHanging() {
        rig.network.begin(SILENCE);
        rig.connect(CLIENT);
        rig.pass(1_000);

        rig.abort(CLIENT);
        rig.network.end(SILENCE);
        rig.connect(OTHER);
        rig.pass(NetworkRig.HANDSHAKE_MILLIS + 10);

        assertEquals(
                List.of("client connected", "client connected", "server opened", "client open"),
                rig.heard(),
                "the other one did not wait for a handshake with the one that gave up");
    }

    @Test
    void aResetIsWithheldBySilence() {
        rig.open(CLIENT);
        rig.network.begin(SILENCE);
        rig.network.begin(RESET);
        rig.pass(5_000);
        assertEquals(List.of(), rig.heard());
        assertEquals(List.of("began 0", "hit 0", "began 1", "hit 1"), rig.ledger());

        rig.network.end(SILENCE);
        rig.pass(1_000);

        assertEquals(Set.of("server closed reset", "client closed reset"), Set.copyOf(rig.heard()));
    }

    @Test
    void aRestartClosesTheServersSideAtOnceAndASilencedClientHearsItLater() {
        rig.open(CLIENT);
        rig.network.begin(SILENCE);
        rig.network.begin(RESTART);
        assertEquals(List.of("server closed server-stopped"), rig.heard());
        rig.pass(2_000);
        rig.network.end(RESTART);
        rig.pass(5_000);
        assertEquals(List.of("server closed server-stopped"), rig.heard());

        rig.network.end(SILENCE);
        rig.pass(1_000);

        assertEquals(List.of("server closed server-stopped", "client closed end-of-stream"), rig.heard());
    }

    @Test
    void aConnectionThatWasResetIsHitByNothingMore() {
        rig.open(CLIENT);

        rig.network.begin(RESET);
        rig.network.begin(SILENCE);
        rig.pass(1_000);

        assertEquals(List.of("began 1", "hit 1", "began 0"), rig.ledger());
        assertEquals(Set.of("server closed reset", "client closed reset"), Set.copyOf(rig.heard()));
    }

    private static ScheduledFault fault(int index, Fault fault) {
        return new ScheduledFault(index, fault, 0, SECONDS.toNanos(60), 1);
    }
}

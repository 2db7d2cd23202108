package dev.flatline.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.data.DataException;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.ToxicTypes;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.fault.ScheduledFault;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ToxicFaultsTest {

    static Stream<ToxicType> typesWithDefaultsThatAreInRange() {
        return ToxicTypes.all().stream().filter(ToxicFaultsTest::hasGoodDefaults);
    }

    @ParameterizedTest
    @MethodSource("typesWithDefaultsThatAreInRange")
    void everyTypeIsTheSameToxicAfterItsWayThroughThePlan(ToxicType type) {
        Fault.Toxic fault = ToxicFaults.read(type.name(), "toxic");
        Toxic made = ToxicFaults.toxic(fault);

        assertEquals(type.defaults(), made.values());
        assertEquals(type.stream(), ToxicFaults.stream(fault));
        assertEquals(fault, ToxicFaults.read(ToxicFaults.data(fault), ""));
    }

    @ParameterizedTest
    @CsvSource({
        "half_open, both, true, true",
        "half_open, upstream, true, false",
        "timeout, downstream, true, false",
        "reset, both, true, false",
        "reset_peer, downstream, true, false",
        "refuse, both, false, false",
        "latency, both, false, false",
        "frame_drop, both, false, false"
    })
    void saysWhetherAConnectionIsOfUseAndWhetherItDiesInSilence(
            String type, String stream, boolean disables, boolean silent) {
        Fault fault = ToxicFaults.read(Map.of("type", type, "stream", stream), "");

        assertEquals(disables, fault.disables());
        assertEquals(silent, fault.silent());
    }

    @Test
    void aResetThatIsYetToComeLeavesTheConnectionOfUse() {
        Fault fault = ToxicFaults.read(Map.of("type", "reset_peer", "attributes", Map.of("timeout", 500)), "");

        assertFalse(fault.disables());
    }

    @Test
    void onlyFramesAndRequestsMustBeFollowed() {
        assertTrue(ToxicFaults.needRequests(plan(new Fault.Reset(), ToxicFaults.read("frame_drop", ""))));
        assertFalse(ToxicFaults.needRequests(plan(new Fault.Blackhole(), ToxicFaults.read("half_open", ""))));
    }

    @Test
    void whomItHitsIsNotTheToxicsBusiness() {
        DataException refused = assertThrows(
                DataException.class, () -> ToxicFaults.read(Map.of("type", "noop", "toxicity", 0.5), "toxic"));

        assertEquals("toxic.toxicity: unknown key, accepted is type, stream, attributes", refused.getMessage());
    }

    private static FaultPlan plan(Fault... faults) {
        return new FaultPlan(Stream.of(faults)
                .map(fault -> new ScheduledFault(0, fault, 0, 1, 1))
                .toList());
    }

    private static boolean hasGoodDefaults(ToxicType type) {
        try {
            return type.defaults().toxic().type().equals(type);
        } catch (IllegalArgumentException needsAttributes) {
            assertTrue(List.of("accept_rate", "loss", "network", "frame_inject").contains(type.name()), type.name());
            return false;
        }
    }
}

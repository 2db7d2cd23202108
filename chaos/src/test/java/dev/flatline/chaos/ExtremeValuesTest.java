package dev.flatline.chaos;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.RelayRig.Connection;
import dev.flatline.chaos.toxic.Parameter;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.ToxicTypes;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each attribute of each type at the ends of what a number can be: refused by name, or borne. */
final class ExtremeValuesTest {

    private static final List<Long> ENDS = List.of(Long.MAX_VALUE, Long.MIN_VALUE);
    private static final long DAY_NANOS = 86_400_000_000_000L;

    static List<ToxicType> types() {
        return ToxicTypes.all();
    }

    @ParameterizedTest
    @MethodSource("types")
    void anExtremeNumberIsRefusedByNameOrBorne(ToxicType type) {
        for (Parameter parameter : type.parameters()) {
            if (parameter.kind() == Parameter.Kind.WHOLE || parameter.kind() == Parameter.Kind.REAL) {
                for (long end : ENDS) {
                    Object value = parameter.kind() == Parameter.Kind.WHOLE ? (Object) end : (Object) (double) end;
                    refusesOrBears(type, parameter.name(), value);
                }
            }
        }
    }

    private static void refusesOrBears(ToxicType type, String attribute, Object value) {
        Toxic toxic;
        try {
            toxic = type.create(type.defaults().with(attribute, value));
        } catch (IllegalArgumentException refused) {
            assertTrue(String.valueOf(refused.getMessage()).contains(attribute), refused::toString);
            return;
        }
        assertDoesNotThrow(() -> passBytes(toxic), () -> type.name() + " " + attribute + "=" + value);
    }

    @Test
    void severalExtremesOfToxiproxysTypesAtATimeAreBorne() {
        for (ToxicType type : types()) {
            if (type.toxiproxy()) {
                for (long end : ENDS) {
                    Values values = type.defaults();
                    for (Parameter parameter : type.parameters()) {
                        values = values.with(parameter.name(), end);
                    }
                    Toxic toxic = type.create(values);
                    assertDoesNotThrow(() -> passBytes(toxic), () -> type.name() + " " + end);
                }
            }
        }
    }

    @Test
    void theLongestDelaysAreNotShort() {
        List<String> delays = List.of("latency", "slow_close");
        for (String name : delays) {
            ToxicType type = ToxicTypes.named(name).orElseThrow();
            String attribute = type.parameters().get(0).name();
            RelayRig rig = new RelayRig(1, 0);
            rig.toxics(
                    RelayRig.toxic("t", Stream.BOTH, type.create(type.defaults().with(attribute, Long.MAX_VALUE))));
            Connection connection = rig.open(1);

            connection.fromServer("bytes");
            connection.relay.finRead(Direction.DOWNSTREAM);
            rig.time.advance(DAY_NANOS);

            assertFalse(connection.client.fin, name);
            rig.shard.close();
        }
    }

    private static void passBytes(Toxic toxic) {
        RelayRig rig = new RelayRig(1, 0);
        rig.toxics(RelayRig.toxic("t", Stream.BOTH, toxic));
        Connection connection = rig.accept();
        connection.fromClient(Faults.head(1));
        if (connection.isDialled()) {
            connection.relay.connected();
            for (int i = 0; i < 3; i++) {
                connection.fromClient("up up up up");
                connection.fromServer("down down down");
                rig.time.advance(1_000_000_000L);
            }
            connection.relay.finRead(Direction.DOWNSTREAM);
        }
        rig.time.advance(10_000_000_000L);
        rig.toxics();
        rig.time.advance(10_000_000_000L);
        rig.shard.close();
        assertEquals(0, rig.leaked());
    }
}

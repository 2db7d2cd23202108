package dev.flatline.core.measure.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ConnectionEvents.ConnectTimes;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.measure.EventLoopPart;
import dev.flatline.core.measure.ProcessorUse;
import dev.flatline.core.measure.RunEvents;
import dev.flatline.core.seed.Seeds;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {

    private static final FaultPlan PLAN = new FaultPlan(List.of(
            new ScheduledFault(0, new Fault.Blackhole(), 1, 2, 0.5),
            new ScheduledFault(1, new Fault.ServerRestart(), 3, 4, 1)));

    private final EventBuffer buffer = new EventBuffer(1 << 16, () -> 0);
    private final List<String> told = new ArrayList<>();
    private final EventDecoder decoder = new EventDecoder(PLAN);

    static Stream<Method> everyEvent() {
        return Arrays.stream(ShardEvents.class.getMethods());
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void everyEventComesOutAsItWentIn(Method event) throws ReflectiveOperationException, InterruptedException {
        RandomGenerator random = new Seeds(7).generator(event.getName(), 0);
        List<String> wanted = new ArrayList<>();
        EventEncoder encoder = new EventEncoder(buffer, 0, 1, 0);

        for (int i = 0; i < 200; i++) {
            Object[] arguments = Arrays.stream(event.getParameterTypes())
                    .map(type -> any(type, random))
                    .toArray();
            wanted.add(event.getName() + Arrays.toString(arguments));
            event.invoke(encoder, arguments);
        }

        assertEquals(wanted, decoded());
    }

    @Test
    void connectionsOfTwoProcessesNeverHaveOneNumber() throws InterruptedException {
        new EventEncoder(buffer, 0, 2, 0).serverOpened(5, 3, 10);
        new EventEncoder(buffer, 1, 2, 0).serverOpened(6, 3, 11);

        assertEquals(List.of("serverOpened[5, 6, 10]", "serverOpened[6, 7, 11]"), decoded());
    }

    @Test
    void instantsAreToldOnTheClockOfTheReader() throws InterruptedException {
        EventEncoder encoder = new EventEncoder(buffer, 0, 1, 1_000);
        encoder.attempted(5, true, 10, 11);
        encoder.opened(5, new ConnectTimes(10, 11, 12, 13, 14, 15));
        encoder.backingOff(5, 100, 16);
        encoder.tick(EventLoopPart.PROXY, 20, 21);

        assertEquals(
                List.of(
                        "attempted[5, true, 1010, 1011]",
                        "opened[5, " + new ConnectTimes(1_010, 1_011, 1_012, 1_013, 1_014, 1_015) + "]",
                        "backingOff[5, 100, 1016]",
                        "tick[PROXY, 1020, 1021]"),
                decoded());
    }

    @Test
    void everyCauseHasACodeOfItsOwn() {
        for (CloseCause cause : CloseCause.values()) {
            assertEquals(cause, Codes.cause(Codes.of(cause)));
        }
    }

    @Test
    void aRecordThatIsCutOffIsRefused() throws InterruptedException {
        new EventEncoder(buffer, 0, 1, 0).lost(1, CloseCause.RESET, 0, 10);
        ByteBuffer records = buffer.take(0).records();
        records.limit(records.limit() - 1);

        Exception refused = assertThrows(IllegalArgumentException.class, () -> decoder.tellNext(records, listeners()));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("no event: code 10"), refused::getMessage);
    }

    @Test
    void bytesThatAreNoRecordAreRefused() {
        ByteBuffer nonsense = ByteBuffer.wrap(new byte[64]).put(0, (byte) -3);

        assertThrows(IllegalArgumentException.class, () -> decoder.tellNext(nonsense, listeners()));
    }

    private List<String> decoded() throws InterruptedException {
        ByteBuffer records = buffer.take(0).records();
        while (records.hasRemaining()) {
            decoder.tellNext(records, listeners());
        }
        return told;
    }

    private ShardListeners listeners() {
        ShardEvents all = (ShardEvents) Proxy.newProxyInstance(
                RunEvents.class.getClassLoader(), new Class<?>[] {ShardEvents.class}, (proxy, method, arguments) -> {
                    told.add(method.getName() + Arrays.toString(arguments));
                    return null;
                });
        return new ShardListeners(all, all, all, all);
    }

    private static <T> T oneOf(RandomGenerator random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static Object any(Class<?> type, RandomGenerator random) {
        if (type == int.class) {
            return random.nextInt();
        } else if (type == long.class) {
            return random.nextLong();
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == EventLoopPart.class) {
            return oneOf(random, EventLoopPart.values());
        } else if (type == ProcessorUse.class) {
            return new ProcessorUse(random.nextDouble(), random.nextDouble(), Double.NaN);
        } else if (type == CloseCause.class) {
            return oneOf(random, CloseCause.values());
        } else if (type == ScheduledFault.class) {
            return PLAN.faults().get(random.nextInt(2));
        } else if (type == ConnectTimes.class) {
            return new ConnectTimes(
                    random.nextLong(),
                    random.nextLong(),
                    random.nextLong(),
                    random.nextLong(),
                    random.nextLong(),
                    random.nextLong());
        }
        throw new IllegalArgumentException("events have arguments of a type that this test does not know: " + type);
    }
}

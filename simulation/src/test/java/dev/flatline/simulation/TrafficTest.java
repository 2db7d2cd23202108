package dev.flatline.simulation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.Dialects;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.load.ChurnPlan;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.load.MessagePlan.Kind;
import dev.flatline.core.measure.Metric;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that the server pushes or sends on, in virtual time: 200 clients, there after 2 s. */
class TrafficTest {

    private static final long SECOND = SECONDS.toNanos(1);

    private final Storm storm = new Storm();

    TrafficTest() {
        storm.faults = List.of();
    }

    @Test
    void everyClientIsPushedItsMessages() {
        storm.messages = new MessagePlan(Kind.PUSH, SECOND, 64, 0);

        Map<String, Metric> metrics = storm.run(42, 20).recorder().metrics();

        assertEquals(200 * 19.0, (double) count(metrics, "message.sent"), 250);
        assertEquals(
                (double) count(metrics, "message.sent"), (double) push(metrics).count(), 5);
        assertTrue(push(metrics).max() < 1.5, () -> "at worst " + push(metrics).max() + " ms");
        assertNothingIsWrong(metrics);
    }

    @Test
    void everyMessageReachesEveryMemberOfItsRoom() {
        storm.messages = new MessagePlan(Kind.ROOM, SECOND, 64, 30);

        Map<String, Metric> metrics = storm.run(42, 20).recorder().metrics();

        long sent = count(metrics, "message.sent");
        assertEquals(200 * 19.0, (double) sent, 250);
        assertEquals(1, (double) push(metrics).count() / (6 * 30 * 30 + 20 * 20) * 200 / sent, 0.03);
        assertNothingIsWrong(metrics);
    }

    static Stream<Dialect> dialects() {
        return Dialects.all().stream();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void pushesAndRoomsSpeakEveryDialect(Dialect dialect) {
        storm.dialect = dialect;
        for (MessagePlan messages :
                List.of(new MessagePlan(Kind.PUSH, SECOND, 64, 0), new MessagePlan(Kind.ROOM, SECOND, 64, 10))) {
            storm.messages = messages;

            Map<String, Metric> metrics = storm.run(42, 10).recorder().metrics();

            assertTrue(push(metrics).count() > 1_000, () -> push(metrics).count() + " received");
            assertNothingIsWrong(metrics);
        }
    }

    @Test
    void whatIsPushedIntoABlackholeAndDiesThereIsLost() {
        storm.messages = new MessagePlan(Kind.PUSH, SECOND, 64, 0);
        storm.faults = List.of(new ScheduledFault(0, new Fault.Blackhole(), 5 * SECOND, 10 * SECOND, 0.5));

        Map<String, Metric> metrics = storm.run(42, 30).recorder().metrics();

        long lost = count(metrics, "message.lost");
        assertTrue(lost > 300 && lost < 700, () -> lost + " lost"); // 100 ghosts for up to 7 s
        assertEquals(
                (double) count(metrics, "message.sent"), (double) (push(metrics).count() + lost), 5);
        assertEquals(new Metric.Count(0), metrics.get("message.duplicated"));
    }

    @Test
    void aBlackholeThatNobodyDiesOfLosesNothingAndItsMessagesAreLateFromTheirIntendedTime() {
        storm.messages = new MessagePlan(Kind.PUSH, SECOND / 10, 64, 0);
        storm.faults = List.of(new ScheduledFault(0, new Fault.Blackhole(), 5 * SECOND, SECOND, 0.5));

        Map<String, Metric> metrics = storm.run(42, 15).recorder().metrics();

        assertEquals(1_000, push(metrics).max(), 20);
        assertNothingIsWrong(metrics);
    }

    @Test
    void aMemberThatWasCutOffMissesWhatItsRoomWasSentMeanwhile() {
        storm.messages = new MessagePlan(Kind.ROOM, SECOND / 2, 64, 10);
        storm.faults = List.of(
                new ScheduledFault(0, new Fault.Reset(), 5 * SECOND, 3 * SECOND, 0.1),
                new ScheduledFault(1, new Fault.Refuse(), 5 * SECOND, 3 * SECOND, 0.1));

        Map<String, Metric> metrics = storm.run(42, 20).recorder().metrics();

        long away = count(metrics, "message.skipped"); // of those that were cut off; each missed as much of every other
        assertTrue(away > 80, () -> away + " skipped");
        assertTrue(count(metrics, "message.lost") > away * 6, () -> count(metrics, "message.lost") + " lost");
    }

    @Test
    void whoLeavesByChoiceMissesNothing() {
        storm.messages = new MessagePlan(Kind.ROOM, SECOND, 64, 10);
        storm.churn = ChurnPlan.atRate(10, 200, 5 * SECOND);

        Map<String, Metric> metrics = storm.run(42, 40).recorder().metrics();

        assertTrue(count(metrics, "clients.left") > 200);
        assertTrue(count(metrics, "message.lost") < 20, () -> count(metrics, "message.lost") + " lost");
    }

    private static void assertNothingIsWrong(Map<String, Metric> metrics) {
        assertEquals(new Metric.Count(0), metrics.get("message.lost"));
        assertEquals(new Metric.Count(0), metrics.get("message.duplicated"));
        assertEquals(new Metric.Count(0), metrics.get("message.reordered"));
    }

    private static Metric.Distribution push(Map<String, Metric> metrics) {
        return (Metric.Distribution) Objects.requireNonNull(metrics.get("message.push"));
    }

    private static long count(Map<String, Metric> metrics, String name) {
        return ((Metric.Count) Objects.requireNonNull(metrics.get(name), name)).value();
    }
}

package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.measure.Metric.Distribution;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What clients began later than they were to: {@code generator.late}. */
class LateSendTest {

    private final Told told = Told.ours();

    @Test
    void anAttemptIsLateByWhatLiesBetweenItsInstantAndItsBegin() {
        told.events.attempted(1, false, Told.at(0), Told.at(1));
        told.events.attempted(1, true, Told.at(100), Told.at(140));

        assertEquals(2, late().count());
        assertEquals(40, late().max(), 0.1);
        assertEquals(1, late().p50(), 0.1);
    }

    @Test
    void aPingAndAMessageAreLateByWhenTheyLeftWhetherOrNotTheyAreEverAnswered() {
        told.connects(1, 0, 0);
        long before = late().count();

        told.events.heartbeatSent(1, Told.at(1_000), Told.at(1_007));
        told.events.messageSent(1, Told.at(2_000), Told.at(2_030));
        told.events.messageAnswered(1, Told.at(2_000), Told.at(2_030), Told.at(9_000));

        assertEquals(before + 2, late().count());
        assertEquals(30, late().max(), 0.1);
    }

    @Test
    void whatIsOnTimeIsNotLate() {
        told.connects(1, 0, 0);

        assertEquals(0, late().max(), 0.01);
    }

    private Distribution late() {
        return (Distribution) Objects.requireNonNull(told.recorder.metrics().get("generator.late"));
    }
}

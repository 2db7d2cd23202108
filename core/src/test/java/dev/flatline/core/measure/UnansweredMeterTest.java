package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UnansweredMeterTest {

    private final UnansweredMeter meter = new UnansweredMeter(3, Told.ORIGIN);

    @Test
    void whatWasSentBeforeTheLastFullSecondAndNeverAnsweredIsLost() {
        meter.sent(1, Told.at(500));
        meter.sent(1, Told.at(3_999));
        meter.sent(1, Told.at(4_000));
        meter.sent(1, Told.at(5_000));

        assertEquals(2, meter.lost(5));
        assertEquals(3, meter.lost(6));
        assertEquals(4, meter.lost(7));
    }

    @Test
    void whatIsAnsweredIsNotLostHoweverLate() {
        meter.sent(1, Told.at(500));
        meter.sent(1, Told.at(9_100));
        meter.sent(1, Told.at(10_100));
        meter.answered(1, Told.at(500));
        meter.answered(1, Told.at(9_100));
        meter.answered(1, Told.at(10_100));

        assertEquals(0, meter.lost(10));
        assertEquals(0, meter.lost(60));
    }

    @Test
    void whatIsToldLateIsCountedInTheSecondItWasSent() {
        meter.sent(1, Told.at(5_000.1));
        meter.sent(1, Told.at(4_999.9));
        meter.sent(1, Told.at(3_999.9));

        assertEquals(1, meter.lost(5));
        assertEquals(2, meter.lost(6));
    }

    @Test
    void anEchoThatCameTwiceLosesNothing() {
        meter.sent(1, Told.at(500));
        meter.answered(1, Told.at(500));
        meter.answered(1, Told.at(500));

        assertEquals(0, meter.lost(9));
    }

    @Test
    void whatIsUnderWayWhenItsClientLeavesByChoiceIsNotLost() {
        meter.sent(1, Told.at(500));
        meter.sent(1, Told.at(1_500));
        meter.sent(2, Told.at(1_500));

        meter.left(1);

        assertEquals(1, meter.lost(9), "client 2's");
    }

    @Test
    void whatWasCutOffBeforeAClientLeftStaysLost() {
        meter.sent(1, Told.at(500));
        meter.cutOff(1);
        meter.sent(1, Told.at(2_500));

        meter.left(1);

        assertEquals(1, meter.lost(9));
    }
}

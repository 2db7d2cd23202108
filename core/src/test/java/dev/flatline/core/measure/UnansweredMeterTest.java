package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UnansweredMeterTest {

    private final UnansweredMeter meter = new UnansweredMeter(Told.ORIGIN);

    @Test
    void whatWasSentBeforeTheLastFullSecondAndNeverAnsweredIsLost() {
        meter.sent(Told.at(500));
        meter.sent(Told.at(3_999));
        meter.sent(Told.at(4_000));
        meter.sent(Told.at(5_000));

        assertEquals(2, meter.lost(5));
        assertEquals(3, meter.lost(6));
        assertEquals(4, meter.lost(7));
    }

    @Test
    void whatIsAnsweredIsNotLostHoweverLate() {
        meter.sent(Told.at(500));
        meter.sent(Told.at(9_100));
        meter.sent(Told.at(10_100));
        meter.answered(Told.at(500));
        meter.answered(Told.at(9_100));
        meter.answered(Told.at(10_100));

        assertEquals(0, meter.lost(10));
        assertEquals(0, meter.lost(60));
    }

    @Test
    void whatIsToldLateIsCountedInTheSecondItWasSent() {
        meter.sent(Told.at(5_000.1));
        meter.sent(Told.at(4_999.9));
        meter.sent(Told.at(3_999.9));

        assertEquals(1, meter.lost(5));
        assertEquals(2, meter.lost(6));
    }

    @Test
    void anEchoThatCameTwiceLosesNothing() {
        meter.sent(Told.at(500));
        meter.answered(Told.at(500));
        meter.answered(Told.at(500));

        assertEquals(0, meter.lost(9));
    }
}

package dev.flatline.core.fault.network;

import static dev.flatline.core.fault.network.Links.MS;
import static dev.flatline.core.fault.network.Links.SECOND;
import static dev.flatline.core.fault.network.Links.behind;
import static dev.flatline.core.fault.network.Links.link;
import static dev.flatline.core.fault.network.Links.narrow;

import dev.flatline.core.fault.line.ConstantDelay;
import dev.flatline.core.fault.line.CorrelatedLoss;
import dev.flatline.core.fault.line.DelayLine;
import dev.flatline.core.fault.line.LineModel;
import dev.flatline.core.fault.line.NormalDelay;
import dev.flatline.core.fault.line.RadioWakeUp;
import java.util.List;

/** Phones. The radio's wake-up is in the up direction only: an answer finds the radio awake. */
final class CellularProfiles {

    private static final String COMCAST = "latency (half of it each way), rate and loss (each way) of comcast's list";
    private static final String LTE_SOURCE = "round trip under 100 ms, wake-up under 100 ms after 10 s of silence: "
            + "High Performance Browser Networking, mobile networks; 50 ms, jitter, rates and no loss are our choice";

    private static final RadioWakeUp LTE_RADIO = new RadioWakeUp(10 * SECOND, 100 * MS);
    private static final List<LineModel> LTE_UP = List.of(LTE_RADIO, narrow(5_000), lteDelay());
    private static final List<LineModel> LTE_DOWN = List.of(narrow(12_000), lteDelay());

    private CellularProfiles() {}

    static List<NetworkProfile> all() {
        return List.of(gprs(), edge(), threeG(), lte(), lteHandover(), trainTunnel());
    }

    private static NetworkProfile gprs() {
        List<LineModel> link = link(new CorrelatedLoss(0.02), 500, 50, new ConstantDelay(250 * MS));
        return new NetworkProfile(
                "gprs", "2G: half a second there and back, 50 kbit/s, 2 % loss", COMCAST, link, link, List.of());
    }

    private static NetworkProfile edge() {
        List<LineModel> link = link(new CorrelatedLoss(0.015), 300, 250, new ConstantDelay(150 * MS));
        return new NetworkProfile(
                "edge", "2.5G: 300 ms there and back, 250 kbit/s, 1.5 % loss", COMCAST, link, link, List.of());
    }

    private static NetworkProfile threeG() {
        List<LineModel> link = link(new CorrelatedLoss(0.015), 250, 750, new ConstantDelay(125 * MS));
        return new NetworkProfile(
                "3g",
                "3G: 250 ms there and back, 750 kbit/s, 1.5 % loss; after 10 s of silence the radio takes 2 s to wake",
                COMCAST
                        + "; wake-up of up to seconds: High Performance Browser Networking; 2 s after 10 s is our choice",
                behind(new RadioWakeUp(10 * SECOND, 2 * SECOND), link),
                link,
                List.of());
    }

    private static NetworkProfile lte() {
        return new NetworkProfile(
                "lte",
                "4G: 50 ms there and back, 12 Mbit/s down and 5 up; after 10 s of silence the radio takes 100 ms to wake",
                LTE_SOURCE,
                LTE_UP,
                LTE_DOWN,
                List.of());
    }

    private static NetworkProfile lteHandover() {
        return new NetworkProfile(
                "lte-handover",
                "4G on the move: every 30 s, give or take 10, a handover of 50 ms in which nothing passes",
                LTE_SOURCE + "; handover gaps of tens of ms are hearsay, their rhythm is our choice",
                LTE_UP,
                LTE_DOWN,
                List.of(new Outages(15 * SECOND, 30 * SECOND, 10 * SECOND, 50 * MS)));
    }

    private static NetworkProfile trainTunnel() {
        return new NetworkProfile(
                "train-tunnel",
                "4G on a train: every 2 min, give or take 30 s, a tunnel of 20 s in which nothing passes",
                LTE_SOURCE + "; the tunnels are our choice",
                LTE_UP,
                LTE_DOWN,
                List.of(new Outages(30 * SECOND, 120 * SECOND, 30 * SECOND, 20 * SECOND)));
    }

    private static LineModel lteDelay() {
        return new DelayLine(new NormalDelay(25 * MS, 5 * MS));
    }
}

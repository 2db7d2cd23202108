package dev.flatline.core.fault.network;

import static dev.flatline.core.fault.network.Links.MS;
import static dev.flatline.core.fault.network.Links.SECOND;
import static dev.flatline.core.fault.network.Links.link;
import static dev.flatline.core.fault.network.Links.lossy;
import static dev.flatline.core.fault.network.Links.narrow;

import dev.flatline.core.fault.line.ConstantDelay;
import dev.flatline.core.fault.line.CorrelatedLoss;
import dev.flatline.core.fault.line.Correlation;
import dev.flatline.core.fault.line.DelayLine;
import dev.flatline.core.fault.line.GilbertElliott;
import dev.flatline.core.fault.line.LineModel;
import dev.flatline.core.fault.line.ParetoNormalDelay;
import java.util.List;

/** Homes and laptops. */
final class FixedProfiles {

    private static final String COMCAST = "latency (half of it each way), rate and loss (each way) of comcast's list";

    private static final List<LineModel> WIFI = link(new CorrelatedLoss(0.002), 40, 30_000, new ConstantDelay(20 * MS));

    private FixedProfiles() {}

    static List<NetworkProfile> all() {
        return List.of(wifiBad(), wifi(), dsl(), starlink(), laptopSleep());
    }

    /** 4.6 % in the long run, in bad runs of five segments. */
    private static NetworkProfile wifiBad() {
        List<LineModel> link = List.of(
                lossy(new GilbertElliott(0.02, 0.2, 0.5, 0.001), 40),
                narrow(30_000),
                new DelayLine(new ParetoNormalDelay(20 * MS, 10 * MS), new Correlation(0.25)));
        return new NetworkProfile(
                "wifi-bad",
                "Wi-Fi at the edge of its range: 40 ms there and back with a long tail, 30 Mbit/s, 4.6 % loss in bursts",
                "latency and rate of comcast's Wi-Fi; distribution: netem's paretonormal; correlation: Jepsen's 25 %; "
                        + "jitter and bursts are our choice (Gilbert-Elliott is known to fit indoor Wi-Fi badly)",
                link,
                link,
                List.of());
    }

    private static NetworkProfile wifi() {
        return new NetworkProfile(
                "wifi", "Wi-Fi: 40 ms there and back, 30 Mbit/s, 0.2 % loss", COMCAST, WIFI, WIFI, List.of());
    }

    private static NetworkProfile dsl() {
        List<LineModel> link = link(new CorrelatedLoss(0.005), 40, 8_000, new ConstantDelay(20 * MS));
        return new NetworkProfile(
                "dsl", "good DSL: 40 ms there and back, 8 Mbit/s, 0.5 % loss", COMCAST, link, link, List.of());
    }

    private static NetworkProfile starlink() {
        List<LineModel> link = List.of(lossy(new CorrelatedLoss(0.025), 20), new DelayLine(new ConstantDelay(10 * MS)));
        return new NetworkProfile(
                "starlink",
                "Starlink: 20 ms there and back, 2.5 % loss, no limit on rate",
                COMCAST,
                link,
                link,
                List.of());
    }

    private static NetworkProfile laptopSleep() {
        return new NetworkProfile(
                "laptop-sleep",
                "Wi-Fi, and the lid is closed for 2 min every 6 min, give or take 1: both directions freeze, then a burst",
                COMCAST + " (Wi-Fi); the rhythm of sleep is our choice",
                WIFI,
                WIFI,
                List.of(new Outages(60 * SECOND, 360 * SECOND, 60 * SECOND, 120 * SECOND)));
    }
}

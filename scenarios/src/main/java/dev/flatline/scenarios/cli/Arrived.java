package dev.flatline.scenarios.cli;

import dev.flatline.core.load.ArrivalSchedule;
import dev.flatline.core.seed.Seeds;
import dev.flatline.scenarios.Scenario;
import java.util.Locale;
import java.util.Optional;

/** How many clients of a scenario arrive before it ends: with too low a rate, not all of them. */
final class Arrived {

    private Arrived() {}

    static int within(Scenario scenario) {
        ArrivalSchedule.Arrivals arrivals = scenario.load().arrivals(new Seeds(scenario.seed()));
        int count = 0;
        while (count < scenario.load().clients() && arrivals.nextNanos() < scenario.durationNanos()) {
            count++;
        }
        return count;
    }

    static Optional<String> warning(Scenario scenario) {
        int arrived = within(scenario);
        int clients = scenario.load().clients();
        if (arrived == clients) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "only %,d of the %,d clients arrive before the run ends; raise clients.connect.rate (--set clients.connect.rate=…)",
                arrived,
                clients));
    }
}

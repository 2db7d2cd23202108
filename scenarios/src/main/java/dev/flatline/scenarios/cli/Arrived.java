package dev.flatline.scenarios.cli;

import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.seed.Seeds;
import dev.flatline.scenarios.Scenario;
import java.util.Locale;
import java.util.Optional;

/** How many clients of a scenario arrive before it ends: with too low a rate, not all of them. */
final class Arrived {

    private Arrived() {}

    static int within(Scenario scenario) {
        LoadPlan.Walk arrivals = scenario.load().arrivals(new Seeds(scenario.seed()));
        int count = 0;
        while (arrivals.hasNext() && arrivals.nanos() < scenario.durationNanos()) {
            count++;
            arrivals.advance();
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

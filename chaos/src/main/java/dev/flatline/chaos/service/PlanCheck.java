package dev.flatline.chaos.service;

import dev.flatline.chaos.control.ControlException;
import dev.flatline.chaos.control.ProxyHub;
import dev.flatline.chaos.control.ToxicView;
import dev.flatline.chaos.plan.PlacedToxic;
import dev.flatline.chaos.plan.TimelineEntry;
import dev.flatline.chaos.plan.ToxicTimeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a timeline can be carried out on the proxies as they stand. */
final class PlanCheck {

    private record Step(long atNanos, int more) {}

    private PlanCheck() {}

    /**
     * Checks it before it begins.
     *
     * @param leaving what will be taken off before
     * @throws ControlException 404 if a proxy is not there, 400 if one would have more toxics at a time than it may, or if a toxic
     *     cannot be done here
     */
    static void check(ToxicTimeline timeline, ProxyHub hub, List<PlacedToxic> leaving) {
        Map<String, List<Step>> steps = new HashMap<>();
        Map<String, Set<String>> names = new HashMap<>();
        for (TimelineEntry entry : timeline.entries()) {
            for (PlacedToxic placed : entry.toxics()) {
                hub.refusal(placed.toxic().toxic()).ifPresent(reason -> {
                    throw ControlException.bad("toxic " + placed.toxic().name() + ": " + reason);
                });
                List<Step> those = steps.computeIfAbsent(placed.proxy(), proxy -> new ArrayList<>());
                those.add(new Step(entry.atNanos(), 1));
                those.add(new Step(entry.endNanos(), -1));
                names.computeIfAbsent(placed.proxy(), proxy -> new HashSet<>())
                        .add(placed.toxic().name());
            }
        }
        for (PlacedToxic placed : leaving) {
            names.computeIfAbsent(placed.proxy(), proxy -> new HashSet<>())
                    .add(placed.toxic().name());
        }
        steps.forEach((proxy, those) -> {
            long most = most(those) + staying(proxy, hub, names.getOrDefault(proxy, Set.of()));
            if (most > hub.options().maxToxics()) {
                throw new ControlException(
                        400,
                        "proxy " + proxy + ": " + most + " toxics at a time, accepted is at most "
                                + hub.options().maxToxics());
            }
        });
    }

    /** What one ends makes room for what begins at the same instant. */
    private static long most(List<Step> steps) {
        steps.sort(Comparator.comparingLong(Step::atNanos).thenComparingInt(Step::more));
        long now = 0;
        long most = 0;
        for (Step step : steps) {
            now += step.more;
            most = Math.max(most, now);
        }
        return most;
    }

    private static long staying(String proxy, ProxyHub hub, Set<String> own) {
        List<ToxicView> there;
        try {
            there = hub.proxy(proxy).toxics();
        } catch (ControlException refused) {
            throw new ControlException(refused.status(), "proxy " + proxy + ": " + refused.getMessage());
        }
        return there.stream().filter(toxic -> !own.contains(toxic.name())).count();
    }
}

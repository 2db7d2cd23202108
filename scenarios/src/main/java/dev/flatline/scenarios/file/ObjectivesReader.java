package dev.flatline.scenarios.file;

import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.text.Nearest;
import dev.flatline.scenarios.objective.Claim;
import dev.flatline.scenarios.objective.Objective;
import dev.flatline.scenarios.objective.Scope;
import dev.flatline.scenarios.unit.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads {@code objectives}: each is a text, or a section that says as well whether the run ends when it is missed. */
final class ObjectivesReader {

    private ObjectivesReader() {}

    /**
     * What objectives may ask about.
     *
     * @param load the clients
     * @param faults the timeline
     * @param replicas the servers that the run starts; empty if it starts none
     * @param duration of the run
     */
    record Asked(Optional<LoadPlan> load, FaultPlan faults, Optional<ReplicaPlan> replicas, Optional<Long> duration) {}

    static List<Objective> read(Section root, Asked of) {
        List<Objective> objectives = new ArrayList<>();
        for (Section section : root.children("objectives", Keys.OBJECTIVE, "objective")) {
            objective(section, of).ifPresent(objectives::add);
        }
        return objectives;
    }

    private static Optional<Objective> objective(Section section, Asked of) {
        Optional<Objective> objective = section.required("objective", Objective::parse);
        Optional<Boolean> abort = section.optional("abort", "false", Words.BOOLEAN);
        Optional<Long> after = section.optional("after", "0s", Quantity::durationNanos);
        objective.ifPresent(found -> found.condition()
                .claims()
                .flatMap(claim -> problem(claim, of).stream())
                .findFirst()
                .ifPresent(problem -> section.reject("objective", problem)));
        if (after.filter(nanos -> nanos > 0).isPresent()
                && abort.filter(yes -> yes).isEmpty()) {
            section.reject("after", "goes with abort: true");
        }
        boolean atOnce =
                abort.orElse(false) && after.filter(nanos -> nanos == 0).isPresent();
        objective
                .filter(found -> atOnce && found.condition().claims().anyMatch(Claim::waitsForTheEnd))
                .ifPresent(found -> section.reject(
                        "abort",
                        "found an objective on an '.end', which holds only once the run has come to it; accepted: with after,"
                                + " from when on it is to hold"));
        if (after.isPresent()
                && of.duration().isPresent()
                && after.get() > of.duration().get()) {
            section.reject("after", "is behind the end of the run; accepted: at most its duration");
        }
        return section.build(() ->
                abort.orElseThrow() ? objective.orElseThrow().aborting(after.orElseThrow()) : objective.orElseThrow());
    }

    /** What is wrong with the scope of a comparison, in this scenario. */
    private static Optional<String> problem(Claim claim, Asked of) {
        OptionalInt replica = claim.metric().replica();
        if (replica.isPresent()
                && replica.getAsInt() > of.replicas().map(ReplicaPlan::replicas).orElse(0)) {
            return Optional.of("found " + claim.metric().name() + "; accepted: "
                    + of.replicas()
                            .map(plan -> "replica 1" + (plan.replicas() == 1 ? "" : " to " + plan.replicas()))
                            .orElse("no metric of a replica, because the run starts no servers"));
        }
        String name = claim.scope().name();
        return switch (claim.scope().kind()) {
            case ALL -> Optional.empty();
            case GROUP -> of.load().flatMap(plan -> problemOfGroup(claim, name, plan));
            case FAULT -> {
                boolean there = of.faults().faults().stream()
                        .anyMatch(each ->
                                claim.scope().means(each.index(), each.fault().label()));
                List<String> labels = of.faults().faults().stream()
                        .map(each -> each.fault().label())
                        .distinct()
                        .toList();
                if (!there) {
                    yield Optional.of("found {fault=" + name + "}; accepted: "
                            + (labels.isEmpty()
                                    ? "no fault, because the timeline has none"
                                    : String.join(", ", labels) + ", or a place in the timeline, from 0"));
                }
                yield claim.isMeasuredOf(Scope.Kind.FAULT)
                        ? Optional.empty()
                        : Optional.of(notThere(claim, "faults", Scope.Kind.FAULT));
            }
        };
    }

    private static Optional<String> problemOfGroup(Claim claim, String name, LoadPlan load) {
        List<String> names = load.groups().stream().map(ClientGroup::name).toList();
        if (names.size() < 2) {
            return Optional.of("found {group=" + name + "}; accepted: no group, because clients are one");
        }
        if (!names.contains(name)) {
            return Optional.of("found {group=" + name + "}; " + Nearest.hint(name, names));
        }
        return claim.isMeasuredOf(Scope.Kind.GROUP)
                ? Optional.empty()
                : Optional.of(notThere(claim, "groups", Scope.Kind.GROUP));
    }

    private static String notThere(Claim claim, String whose, Scope.Kind kind) {
        Stream<String> names = Claim.measuredOf(kind).stream();
        return "found " + claim.metric().name() + ", which is not measured of single " + whose + "; accepted: "
                + String.join(", ", names.toList());
    }
}

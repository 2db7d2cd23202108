package dev.flatline.scenarios.file;

import dev.flatline.chaos.ToxicFaults;
import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.fault.ReplicaChoice;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.text.Durations;
import dev.flatline.scenarios.unit.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code timeline}: the faults, each within the run, and no restart of a server that is restarting. */
final class TimelineReader {

    private static final String[] KINDS = Stream.concat(
                    Stream.of("blackhole", "latency", "reset", "refuse", "server-restart"),
                    ReplicaFaultReader.KINDS.stream())
            .toArray(String[]::new);

    private final Section root;
    private final Optional<Long> duration;
    private final Optional<ReplicaPlan> replicas;
    private final List<ScheduledFault> faults = new ArrayList<>();

    private TimelineReader(Section root, Optional<Long> duration, Optional<ReplicaPlan> replicas) {
        this.root = root;
        this.duration = duration;
        this.replicas = replicas;
    }

    /**
     * Reads it.
     *
     * @param duration empty when it could not be read, and then nothing is held against it
     * @param replicas the servers that the run starts; empty if it starts none
     */
    static FaultPlan read(Section root, Optional<Long> duration, Optional<ReplicaPlan> replicas) {
        TimelineReader reader = new TimelineReader(root, duration, replicas);
        reader.readAll();
        return new FaultPlan(reader.faults);
    }

    private void readAll() {
        List<Section> entries = root.children("timeline", Keys.FAULT);
        for (int index = 0; index < entries.size(); index++) {
            read(entries.get(index), index).ifPresent(faults::add);
        }
    }

    private Optional<ScheduledFault> read(Section entry, int index) {
        Optional<Long> at = entry.required("at", Quantity::durationNanos);
        Optional<Long> length = entry.required("for", Words::positiveNanos);
        Optional<Fault> fault = fault(entry);
        Optional<Double> hit =
                fault.flatMap(this::shareOfServers).or(() -> entry.optional("hit", "100%", TimelineReader::hit));
        if (at.isPresent() && length.isPresent()) {
            within(entry, at.get(), length.get());
        }
        return entry.build(() -> {
            ScheduledFault scheduled = new ScheduledFault(
                    index, fault.orElseThrow(), at.orElseThrow(), length.orElseThrow(), hit.orElseThrow());
            restartsAlone(scheduled);
            oneAtATime(scheduled);
            return scheduled;
        });
    }

    /** Which share of the servers a fault is on that is on servers, and so about which share of the clients; else empty. */
    private Optional<Double> shareOfServers(Fault fault) {
        if (fault instanceof Fault.ServerRestart) {
            return Optional.of(1.0);
        }
        if (fault instanceof Fault.OnReplicas on) {
            int count = replicas.map(ReplicaPlan::replicas).orElse(1);
            return Optional.of(
                    (double) on.replicas().among(count, 0, new Seeds(0)).size() / count);
        }
        return Optional.empty();
    }

    private Optional<Fault> fault(Section entry) {
        if (entry.has("toxic") && !entry.keys().contains("fault")) {
            Optional<Fault.Toxic> toxic = entry.data("toxic", ToxicFaults::read);
            toxic.ifPresent(read -> entry.resolveTo("toxic", ToxicFaults.data(read)));
            return toxic.map(read -> read);
        }
        entry.refuse("an entry without fault", "toxic");
        Optional<String> kind = entry.required("fault", Words.oneOf(KINDS));
        if (kind.isEmpty()) {
            entry.has("delay");
            entry.has("jitter");
            return Optional.empty();
        }
        if (ReplicaFaultReader.KINDS.contains(kind.get())) {
            return new ReplicaFaultReader(entry, replicas).read(kind.get());
        }
        if (kind.get().equals("server-restart") && replicas.isPresent()) {
            entry.reject("fault", "found 'server-restart', which is of the embedded server; accepted here: restart");
            return Optional.empty();
        }
        return switch (kind.get()) {
            case "blackhole" -> Optional.of(new Fault.Blackhole());
            case "reset" -> Optional.of(new Fault.Reset());
            case "refuse" -> Optional.of(new Fault.Refuse());
            case "server-restart" -> Optional.of(new Fault.ServerRestart());
            default -> latency(entry);
        };
    }

    private static Optional<Fault> latency(Section entry) {
        Optional<Long> delay = entry.required("delay", Quantity::durationNanos);
        Optional<Long> jitter = entry.optional("jitter", "0s", Quantity::durationNanos);
        if (delay.isEmpty() || jitter.isEmpty()) {
            return Optional.empty();
        }
        if (delay.get() + jitter.get() == 0) {
            entry.reject("delay", "found no delay and no jitter; accepted: at least one of them longer than 0");
            return Optional.empty();
        }
        return Optional.of(new Fault.Latency(delay.get(), jitter.get()));
    }

    private static double hit(String text) {
        double share = Quantity.share(text);
        if (share == 0) {
            throw Quantity.bad(text, "more than 0% and at most 100%");
        }
        return share;
    }

    private void within(Section entry, long at, long length) {
        if (duration.isEmpty()) {
            return;
        }
        long end = duration.get();
        if (at >= end) {
            entry.reject(
                    "at",
                    "found a fault that begins at " + Durations.text(at) + "; accepted: before the run ends at "
                            + Durations.text(end));
        } else if (length > end - at) {
            entry.reject(
                    "for",
                    "found a fault that ends at " + Durations.text(at + length) + "; accepted: at most "
                            + Durations.text(end - at) + ", so that it ends within the run of " + Durations.text(end));
        }
    }

    /** What is done to one server is done and undone before the next begins: nobody knows what two would make of it. */
    private void oneAtATime(ScheduledFault fault) {
        for (ScheduledFault other : faults) {
            if (fault.fault() instanceof Fault.OnReplicas on
                    && other.fault() instanceof Fault.OnReplicas before
                    && fault.atNanos() < other.endNanos()
                    && other.atNanos() < fault.endNanos()
                    && mayMeet(on.replicas(), before.replicas())) {
                throw new IllegalArgumentException("found a " + fault.fault().label() + " on a replica during the "
                        + other.fault().label() + " of timeline[" + other.index() + "] ("
                        + Durations.text(other.atNanos()) + " to " + Durations.text(other.endNanos())
                        + "); accepted: one fault on a replica at a time");
            }
        }
    }

    /** Whether two choices may have a server in common, whatever the seed. */
    private static boolean mayMeet(ReplicaChoice one, ReplicaChoice other) {
        if (one.numbers().isEmpty() || other.numbers().isEmpty()) {
            return true;
        }
        return one.numbers().stream().anyMatch(other.numbers()::contains);
    }

    private void restartsAlone(ScheduledFault fault) {
        for (ScheduledFault other : faults) {
            boolean both = fault.fault() instanceof Fault.ServerRestart && other.fault() instanceof Fault.ServerRestart;
            if (both && fault.atNanos() < other.endNanos() && other.atNanos() < fault.endNanos()) {
                throw new IllegalArgumentException("found a server-restart during that of timeline[" + other.index()
                        + "] (" + Durations.text(other.atNanos()) + " to " + Durations.text(other.endNanos())
                        + "); accepted: restarts that do not overlap");
            }
        }
    }
}

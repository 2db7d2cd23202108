package dev.flatline.scenarios.file;

import dev.flatline.chaos.ToxicFaults;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.text.Durations;
import dev.flatline.scenarios.unit.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code timeline}: the faults, each within the run, and no restart of a server that is restarting. */
final class TimelineReader {

    private final Section root;
    private final Optional<Long> duration;
    private final List<ScheduledFault> faults = new ArrayList<>();

    private TimelineReader(Section root, Optional<Long> duration) {
        this.root = root;
        this.duration = duration;
    }

    /** Reads it; {@code duration} is empty when it could not be read, and then nothing is held against it. */
    static FaultPlan read(Section root, Optional<Long> duration) {
        TimelineReader reader = new TimelineReader(root, duration);
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
        boolean everyone = fault.filter(Fault.ServerRestart.class::isInstance).isPresent();
        Optional<Double> hit = everyone ? Optional.of(1.0) : entry.optional("hit", "100%", TimelineReader::hit);
        if (at.isPresent() && length.isPresent()) {
            within(entry, at.get(), length.get());
        }
        return entry.build(() -> {
            ScheduledFault scheduled = new ScheduledFault(
                    index, fault.orElseThrow(), at.orElseThrow(), length.orElseThrow(), hit.orElseThrow());
            restartsAlone(scheduled);
            return scheduled;
        });
    }

    private static Optional<Fault> fault(Section entry) {
        if (entry.has("toxic") && !entry.keys().contains("fault")) {
            Optional<Fault.Toxic> toxic = entry.data("toxic", ToxicFaults::read);
            toxic.ifPresent(read -> entry.resolveTo("toxic", ToxicFaults.data(read)));
            return toxic.map(read -> read);
        }
        entry.refuse("an entry without fault", "toxic");
        Optional<String> kind =
                entry.required("fault", Words.oneOf("blackhole", "latency", "reset", "refuse", "server-restart"));
        if (kind.isEmpty()) {
            entry.has("delay");
            entry.has("jitter");
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

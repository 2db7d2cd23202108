package dev.flatline.scenarios.doctor;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How many clients a machine can hold, laid out in one way: what {@code flatline doctor} says and what a run is refused by.
 *
 * @param machine what there is
 * @param setup what is made of it
 */
public record Capacity(Machine machine, Setup setup) {

    private static final List<Limit> LIMITS = List.of(
            new DescriptorLimit(),
            new SystemFileLimit(),
            new PortLimit(),
            new ConntrackLimit(),
            new HeapLimit(),
            new MemoryLimit(),
            new TcpMemoryLimit(),
            new TaskLimit());

    /** How many clients fit; empty if no limit is known. */
    public OptionalLong clients() {
        return binding().map(limit -> limit.clients(machine, setup)).orElse(OptionalLong.empty());
    }

    /** The limit that binds first, in words; empty if none is known. */
    public Optional<String> boundBy() {
        return binding().map(Limit::title);
    }

    /** The limit that binds first. */
    Optional<Limit> binding() {
        return LIMITS.stream()
                .filter(limit -> limit.clients(machine, setup).isPresent())
                .min(Comparator.comparingLong(
                        limit -> limit.clients(machine, setup).orElse(Long.MAX_VALUE)));
    }

    /** The first limit, in the order in which they are best lifted, that so many clients do not fit in. */
    Optional<Limit> refusing(long clients) {
        return LIMITS.stream()
                .filter(limit -> limit.clients(machine, setup).orElse(Long.MAX_VALUE) < clients)
                .findFirst();
    }
}

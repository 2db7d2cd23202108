package dev.flatline.scenarios.doctor;

import java.util.OptionalLong;

/** Machines of which only descriptors and ports are known. */
final class Machines {

    private static final long FIRST_PORT = 32_768;

    private Machines() {}

    static Machine with(long soft, long hard, long ports) {
        OptionalLong unknown = OptionalLong.empty();
        return Machine.unknown(2)
                .with(new Machine.Descriptors(
                        OptionalLong.of(soft), OptionalLong.of(hard), OptionalLong.of(50), unknown, unknown, unknown))
                .with(new Machine.Ports(
                        OptionalLong.of(FIRST_PORT),
                        OptionalLong.of(FIRST_PORT - 1 + ports),
                        unknown,
                        unknown,
                        unknown));
    }
}

package dev.flatline.scenarios.file;

import dev.flatline.core.heartbeat.Scan;
import dev.flatline.core.heartbeat.Scan.Grid;
import dev.flatline.scenarios.unit.Quantity;
import java.util.Optional;
import java.util.function.Function;

/** Reads when a rule is looked at, and with which clock. A client looks from its open on and has an exact clock. */
final class ScanReader {

    private static final Function<String, Grid> GRID = grids(Grid.SHARED, Grid.CONNECTION, Grid.COUNTED);
    private static final Function<String, Grid> CLIENT_GRID = grids(Grid.CONNECTION, Grid.POLLS);
    private static final Function<String, String> FIRST_SCAN = Words.oneOf("counts", "stamps");

    private ScanReader() {}

    static Optional<Scan> read(Section beat, boolean client) {
        Optional<Long> scan = beat.optional("scan", client ? "0s" : "1s", Quantity::durationNanos);
        if (client) {
            beat.refuse("the server", "clock", "first-scan");
            Optional<Grid> own = beat.optional("grid", "connection", CLIENT_GRID);
            return scan.isEmpty() || own.isEmpty()
                    ? Optional.empty()
                    : beat.part(
                            "grid", () -> own.get() == Grid.POLLS ? Scan.polls(scan.get()) : Scan.every(scan.get()));
        }
        Optional<Grid> grid = beat.optional("grid", "shared", GRID);
        Optional<Long> clock = beat.optional("clock", "0s", Quantity::durationNanos);
        Optional<String> first = beat.optional("first-scan", "counts", FIRST_SCAN);
        if (scan.isEmpty() || grid.isEmpty() || clock.isEmpty() || first.isEmpty()) {
            return Optional.empty();
        }
        return beat.part(
                "grid",
                () -> new Scan(scan.get(), grid.get(), clock.get(), first.get().equals("stamps")));
    }

    private static Function<String, Grid> grids(Grid... accepted) {
        return Words.oneOf(Words.named(accepted));
    }
}

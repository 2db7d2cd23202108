package dev.flatline.scenarios.file;

import dev.flatline.scenarios.GeneratorBounds;
import dev.flatline.scenarios.unit.Quantity;
import java.util.Optional;

/** Reads what the generator may do before a run is invalid. */
final class GeneratorReader {

    private GeneratorReader() {}

    static Optional<GeneratorBounds> read(Section generator) {
        Optional<Long> lag = generator.optional("max-lag", "200ms", Words::positiveNanos);
        Optional<Long> pause = generator.optional("max-gc", "1s", Words::positiveNanos);
        Optional<Double> saturated = generator.optional("max-cpu", "50%", Quantity::share);
        Optional<Long> late = generator.optional("max-late", "500ms", Words::positiveNanos);
        return lag.isPresent() && pause.isPresent() && saturated.isPresent() && late.isPresent()
                ? Optional.of(new GeneratorBounds(lag.get(), pause.get(), saturated.get(), late.get()))
                : Optional.empty();
    }
}

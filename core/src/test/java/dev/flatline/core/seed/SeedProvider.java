package dev.flatline.core.seed;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The seeds of a {@link SeedSweep}: one from the command line, or the first forty. */
final class SeedProvider implements ArgumentsProvider {

    private static final int SEEDS = 40;

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        Long chosen = Long.getLong("flatline.seed");
        LongStream seeds = chosen == null ? LongStream.range(0, SEEDS) : LongStream.of(chosen);
        return seeds.mapToObj(Arguments::of);
    }
}

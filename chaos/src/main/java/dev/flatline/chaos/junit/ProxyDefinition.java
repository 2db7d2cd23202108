package dev.flatline.chaos.junit;

import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A proxy that somebody has declared.
 *
 * @param name unique where it is seen
 * @param listen where it listens
 * @param seed what its draws are made of
 * @param recordsDelays whether delayed chunks are in its ledger
 * @param shared whether all tests of a class share one
 * @param upstream tells {@code host:port} during a test
 * @param origin where it was declared, for messages
 */
record ProxyDefinition(
        String name,
        String listen,
        long seed,
        boolean recordsDelays,
        boolean shared,
        Function<ExtensionContext, String> upstream,
        String origin) {

    ProxyDefinition {
        if (name.isBlank()) {
            throw new ExtensionConfigurationException(origin + ": name: '" + name + "', accepted is a text");
        }
    }

    /** The same, with another say in who shares it. */
    ProxyDefinition shared(boolean other) {
        return new ProxyDefinition(name, listen, seed, recordsDelays, other, upstream, origin);
    }
}

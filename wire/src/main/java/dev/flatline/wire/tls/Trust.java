package dev.flatline.wire.tls;

import java.nio.file.Path;

/** Whose certificates are accepted from a server. */
public sealed interface Trust {

    /** What needs no file. */
    enum Known implements Trust {
        /** Those that the JDK trusts. */
        SYSTEM,
        /** Any, for any name: whoever sits in between can read and change everything. */
        INSECURE
    }

    /**
     * Those in a PEM file, and those they vouch for.
     *
     * @param file the PEM file
     */
    record Certificates(Path file) implements Trust {}
}

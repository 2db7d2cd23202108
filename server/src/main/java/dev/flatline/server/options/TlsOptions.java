package dev.flatline.server.options;

import dev.flatline.wire.tls.KeyFiles;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The certificate that a server shows.
 *
 * @param files a certificate of one's own; empty makes a self-signed one for localhost, the same in all of a process, for tests
 */
public record TlsOptions(Optional<KeyFiles> files) {

    /** A certificate that nobody trusts. */
    public static final TlsOptions SELF_SIGNED = new TlsOptions(Optional.empty());

    /** A certificate and its key. */
    public static TlsOptions of(Path certificate, Path key) {
        return new TlsOptions(Optional.of(new KeyFiles(certificate, key)));
    }
}

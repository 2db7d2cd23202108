package dev.flatline.chaos.tls;

import dev.flatline.wire.tls.KeyFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The certificate that a proxy shows to clients.
 *
 * @param files a certificate of one's own; empty makes a self-signed one for localhost, the same in all of a process
 */
public record ListenTls(Optional<KeyFiles> files) {

    /** A certificate that nobody trusts. */
    public static final ListenTls SELF_SIGNED = new ListenTls(Optional.empty());

    /** As {@link TlsReader} reads it. */
    Object asValue() {
        return files.<Object>map(pem -> Map.of(
                        "certificate",
                        pem.certificate().toString(),
                        "key",
                        pem.key().toString()))
                .orElse(TlsReader.SELF_SIGNED);
    }

    /** A certificate and its key, as PEM files; the key in PKCS #8, not encrypted. */
    public static ListenTls of(Path certificate, Path key) {
        return new ListenTls(Optional.of(new KeyFiles(certificate, key)));
    }
}

package dev.flatline.wire.tls;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Makes what TLS handlers are made from, with the JDK's TLS. */
public final class TlsMaterial {

    private TlsMaterial() {}

    /**
     * What the side that is connected to shows; takes a moment.
     *
     * @param key what the certificate is called in the configuration, for errors
     * @param files a certificate of one's own; empty makes a self-signed one for localhost, for tests
     * @throws IllegalArgumentException if a file cannot be read or is not what it should be: one line that names it
     */
    public static SslContext server(String key, Optional<KeyFiles> files) {
        try {
            return files.isPresent()
                    ? ofFiles(key, files.orElseThrow())
                    : SslContextBuilder.forServer(SelfSigned.keys()).build();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(key + ": no certificate could be made: " + e.getMessage(), e);
        }
    }

    private static SslContext ofFiles(String key, KeyFiles files) {
        readable(key + ".certificate", files.certificate());
        readable(key + ".key", files.key());
        try {
            return SslContextBuilder.forServer(
                            files.certificate().toFile(), files.key().toFile())
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    key + ": " + files.certificate() + " and " + files.key()
                            + " are no certificate and its key; accepted: PEM files, the key in PKCS #8 without a password ("
                            + rootOf(e) + ")",
                    e);
        }
    }

    private static void readable(String key, Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException(key + ": cannot read " + file);
        }
    }

    private static String rootOf(Exception failure) {
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null; cause = root.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("unreadable");
    }
}

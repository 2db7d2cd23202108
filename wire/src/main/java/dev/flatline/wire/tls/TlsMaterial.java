package dev.flatline.wire.tls;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
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
     * @throws UnusableCertificateException if a file cannot be read or is not what it should be: one line that names it
     */
    public static SslContext server(String key, Optional<KeyFiles> files) {
        try {
            return files.isPresent()
                    ? ofFiles(key, files.orElseThrow())
                    : SslContextBuilder.forServer(SelfSigned.keys()).build();
        } catch (IOException | GeneralSecurityException e) {
            throw new UnusableCertificateException(key + ": no certificate could be made: " + e.getMessage(), e);
        }
    }

    /**
     * What the side that connects accepts. Hosts are verified, except with {@link Trust.Known#INSECURE}.
     *
     * @param key what the trust is called in the configuration, for errors
     * @throws UnusableCertificateException if a file cannot be read or holds no certificate: one line that names it
     */
    public static SslContext client(String key, Trust trust) {
        SslContextBuilder builder = SslContextBuilder.forClient();
        if (trust == Trust.Known.INSECURE) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm(null);
        } else if (trust instanceof Trust.Certificates certificates) {
            trust(builder, key, certificates.file());
        }
        try {
            return builder.build();
        } catch (SSLException e) {
            throw new UnusableCertificateException(key + ": no trust could be made: " + rootOf(e), e);
        }
    }

    private static void trust(SslContextBuilder builder, String key, Path file) {
        readable(key + ".certificate", file);
        try {
            builder.trustManager(file.toFile());
        } catch (IllegalArgumentException e) {
            throw new UnusableCertificateException(
                    key + ".certificate: " + file + " holds no certificate; accepted: a PEM file (" + rootOf(e) + ")",
                    e);
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
            throw new UnusableCertificateException(
                    key + ": " + files.certificate() + " and " + files.key()
                            + " are no certificate and its key; accepted: PEM files, the key in PKCS #8 without a password ("
                            + rootOf(e) + ")",
                    e);
        }
    }

    private static void readable(String key, Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UnusableCertificateException(key + ": cannot read " + file, null);
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

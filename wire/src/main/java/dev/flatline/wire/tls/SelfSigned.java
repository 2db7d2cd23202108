package dev.flatline.wire.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A certificate for localhost, 127.0.0.1 and ::1 that vouches for itself, made by the JDK's {@code keytool}: it comes with
 * every JDK and every runtime made by jlink, and saves a library of ten megabytes.
 */
final class SelfSigned {

    private static final String PASSWORD = "flatline";
    private static final long LIMIT_SECONDS = 60;
    private static final String VALID_DAYS = "825";

    private static @Nullable KeyManagerFactory made;

    private SelfSigned() {}

    /** The one of this process: it takes keytool a second to make it, and who has accepted it need not do so again. */
    static synchronized KeyManagerFactory keys() throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = made;
        if (keys == null) {
            keys = make();
            made = keys;
        }
        return keys;
    }

    private static KeyManagerFactory make() throws IOException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("flatline-tls");
        Path file = folder.resolve("keys.p12");
        try {
            generate(file);
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD.toCharArray());
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            return keys;
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static void generate(Path file) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "flatline",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1",
                "-validity",
                VALID_DAYS,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString());
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        keytool.getOutputStream().close();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (!keytool.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                keytool.destroyForcibly();
                throw new IOException("keytool took longer than " + LIMIT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            keytool.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
        if (keytool.exitValue() != 0) {
            throw new IOException("keytool failed: " + said);
        }
    }
}

package dev.flatline.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A certificate that vouches for itself, its key, and both as PEM files. */
final class TestKeys {

    private static final String PASSWORD = "flatline";

    final SSLContext context;
    final Path certificate;
    final Path key;

    /** Makes them with the JDK's keytool; the names are as in {@code dns:localhost,ip:127.0.0.1}. */
    TestKeys(Path folder, String alias, String names) throws IOException, GeneralSecurityException {
        Path store = folder.resolve(alias + ".p12");
        generate(store, alias, names);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        Certificate shown = keys.getCertificate(alias);
        certificate = pem(folder.resolve(alias + ".pem"), "CERTIFICATE", shown.getEncoded());
        key = pem(
                folder.resolve(alias + ".key"),
                "PRIVATE KEY",
                keys.getKey(alias, PASSWORD.toCharArray()).getEncoded());
    }

    /** What a client needs that accepts any certificate for any name. */
    static SSLContext trustingAnybody() throws GeneralSecurityException {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new TrustsAnybody()}, null);
        return trusting;
    }

    private static void generate(Path store, String alias, String names) throws IOException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> what =
                List.of(keytool, "-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1");
        List<String> who = List.of("-dname", "CN=" + alias, "-ext", "SAN=" + names, "-validity", "2");
        List<String> where = List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString());
        List<String> command = new java.util.ArrayList<>(what);
        command.addAll(who);
        command.addAll(where);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.onExit().join().exitValue(), said);
    }

    private static Path pem(Path file, String kind, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private static final class TrustsAnybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

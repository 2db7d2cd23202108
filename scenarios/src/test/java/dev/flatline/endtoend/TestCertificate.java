package dev.flatline.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A certificate and its key, made by the JDK's keytool.
 *
 * @param certificate a PEM file
 * @param key a PEM file
 */
public record TestCertificate(Path certificate, Path key) {

    private static final String PASSWORD = "flatline";

    /**
     * One that vouches for itself.
     *
     * @param names as in {@code dns:localhost,ip:127.0.0.1}
     */
    public static TestCertificate make(Path folder, String alias, String names)
            throws IOException, GeneralSecurityException {
        generate(folder, alias, "SAN=" + names);
        return exported(folder, alias);
    }

    /** One that was valid for two days some days ago; {@code <alias>-ca.pem} vouches for it. */
    public static TestCertificate expired(Path folder, String alias, String names)
            throws IOException, GeneralSecurityException {
        String authority = alias + "-ca";
        Path request = folder.resolve(alias + ".csr");
        Path signed = folder.resolve(alias + ".signed");
        generate(folder, authority, "bc:c");
        exported(folder, authority);
        generate(folder, alias, "SAN=" + names);
        keytool(folder, alias, "-certreq", "-file", request.toString());
        keytool(
                folder,
                authority,
                List.of("-gencert", "-infile", request.toString(), "-outfile", signed.toString(), "-rfc"),
                List.of("-ext", "SAN=" + names, "-startdate", "-10d", "-validity", "2"));
        TestCertificate own = exported(folder, alias);
        return new TestCertificate(signed, own.key);
    }

    private static void generate(Path folder, String alias, String extension) throws IOException {
        keytool(
                folder,
                alias,
                List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + alias),
                List.of("-ext", extension, "-validity", "2"));
    }

    private static TestCertificate exported(Path folder, String alias) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store(folder, alias))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        byte[] shown = keys.getCertificate(alias).getEncoded();
        byte[] secret = keys.getKey(alias, PASSWORD.toCharArray()).getEncoded();
        return new TestCertificate(
                pem(folder.resolve(alias + ".pem"), "CERTIFICATE", shown),
                pem(folder.resolve(alias + ".key"), "PRIVATE KEY", secret));
    }

    private static void keytool(Path folder, String alias, String... what) throws IOException {
        keytool(folder, alias, List.of(what), List.of());
    }

    private static void keytool(Path folder, String alias, List<String> what, List<String> how) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(what);
        command.addAll(how);
        command.addAll(List.of("-alias", alias, "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", store(folder, alias).toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.onExit().join().exitValue(), said);
    }

    private static Path store(Path folder, String alias) {
        return folder.resolve(alias + ".p12");
    }

    private static Path pem(Path file, String kind, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }
}

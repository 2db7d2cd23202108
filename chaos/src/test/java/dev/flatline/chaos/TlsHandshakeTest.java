package dev.flatline.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.ProxyRig.Pair;
import dev.flatline.chaos.tls.ListenTls;
import dev.flatline.chaos.tls.ProxyTls;
import dev.flatline.chaos.tls.UpstreamTls;
import dev.flatline.wire.tls.Trust;
import dev.flatline.wire.tls.UnusableCertificateException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handshakes of a proxy that ends TLS: which are good, and what becomes of those that fail. */
@Tag("real-socket")
final class TlsHandshakeTest {

    private static final int MAX_ATTEMPTS = 20;

    private static final ProxyTls ENDS = ProxyTls.NONE.with(ListenTls.SELF_SIGNED);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final int HANDSHAKE_RECORD = 22;

    private static TestKeys keys;
    private static TestKeys elsewhere;

    @BeforeAll
    static void makeKeys(@TempDir Path folder) throws Exception {
        keys = new TestKeys(folder, "server", "dns:localhost,ip:127.0.0.1");
        elsewhere = new TestKeys(folder, "elsewhere", "dns:elsewhere.example");
    }

    @AfterAll
    static void releasesEveryBuffer() {
        LeakWatch.assertNone();
    }

    @Test
    void aCertificateOfOnesOwnIsShownAndThatOfTheServerTrusted() throws Exception {
        ProxyTls tls = trusting(keys).with(ListenTls.of(elsewhere.certificate, elsewhere.key));
        try (TlsRig rig = new TlsRig(tls, keys)) {
            RawPeer client = rig.connectTls();

            new Pair(client, rig.accept()).barrier();

            String shown =
                    String.valueOf(((SSLSocket) client.socket).getSession().getPeerPrincipal());
            assertEquals("CN=elsewhere", shown);
            assertEquals(0, rig.proxy.tlsFailures());
        }
    }

    @Test
    void aServerThatIsNotTrustedIsRefusedAndHearsWhy() throws Exception {
        try (TlsRig rig = new TlsRig(trusting(elsewhere), keys)) {
            assertRefused(rig, "certificate_unknown");
        }
    }

    @Test
    void theJdkTrustsNoneThatVouchesForItself() throws Exception {
        try (TlsRig rig = new TlsRig(ProxyTls.NONE.with(UpstreamTls.SYSTEM), keys)) {
            assertRefused(rig, "certificate_unknown");
        }
    }

    @Test
    void aTrustedCertificateForAnotherNameIsRefused() throws Exception {
        try (TlsRig rig = new TlsRig(trusting(elsewhere), elsewhere)) {
            assertRefused(rig, "certificate_unknown");
        }
    }

    @Test
    void theNameOfTheServerCanBeGiven() throws Exception {
        UpstreamTls named = new UpstreamTls(new Trust.Certificates(elsewhere.certificate), Optional.empty())
                .named("elsewhere.example");
        try (TlsRig rig = new TlsRig(ProxyTls.NONE.with(named), elsewhere)) {
            RawPeer client = rig.connect();
            RawPeer server = rig.accept();

            new Pair(client, server).barrier();

            ExtendedSSLSession session = (ExtendedSSLSession) ((SSLSocket) server.socket).getSession();
            assertEquals(List.of(new SNIHostName("elsewhere.example")), session.getRequestedServerNames());
        }
    }

    @Test
    void insecureAcceptsAnyCertificateForAnyName() throws Exception {
        try (TlsRig rig = new TlsRig(ProxyTls.NONE.with(UpstreamTls.INSECURE), elsewhere)) {
            new Pair(rig.connect(), rig.accept()).barrier();
        }
    }

    @Test
    void aClientThatSpeaksPlainHttpIsClosedAndTheNextOneIsServed() throws Exception {
        try (TlsRig rig = new TlsRig(ENDS, null)) {
            RawPeer plain = rig.connect();
            RawPeer wronged = rig.acceptPlain();

            plain.send(Faults.head(1));

            assertGone(plain);
            wronged.expectRst();
            new Pair(rig.connectTls(), rig.accept()).barrier();
            assertEquals(1, rig.proxy.tlsFailures());
        }
    }

    @Test
    void aServerThatSpeaksNoTlsIsUnreachable() throws Exception {
        try (TlsRig rig = new TlsRig(ProxyTls.NONE.with(UpstreamTls.INSECURE), null)) {
            RawPeer client = rig.connect();
            rig.acceptPlain().send("HTTP/1.1 400 Bad Request\r\n\r\n");

            client.expectRst();

            rig.awaitNoneOpen();
            assertEquals(1, rig.proxy.tlsFailures());
            assertEquals(1, rig.proxy.unreachableUpstreams());
        }
    }

    @Test
    void aClientThatNeverBeginsIsClosedAtTheLimit() throws Exception {
        try (TlsRig rig = new TlsRig(ENDS, null, SHORT)) {
            RawPeer mute = rig.connect();

            assertGone(mute);

            rig.awaitNoneOpen();
            assertEquals(1, rig.proxy.tlsFailures());
        }
    }

    @Test
    void aServerThatNeverAnswersIsUnreachableAtTheLimit() throws Exception {
        try (TlsRig rig = new TlsRig(ProxyTls.NONE.with(UpstreamTls.INSECURE), null, SHORT)) {
            RawPeer client = rig.connect();
            RawPeer mute = rig.acceptPlain();

            client.expectRst();

            rig.awaitNoneOpen();
            assertEquals(HANDSHAKE_RECORD, mute.socket.getInputStream().read());
            assertEquals(1, rig.proxy.unreachableUpstreams());
        }
    }

    @Test
    void aPeerThatSaysFinOrRstInTheHandshakeEndsTheConnection() throws Exception {
        try (TlsRig rig = new TlsRig(ENDS.with(UpstreamTls.INSECURE), keys)) {
            rig.connect().fin();
            rig.awaitFailures(1);
            rig.connect().rst();
            rig.awaitFailures(2);
            rig.awaitNoneOpen();
            try (TlsRig dialling = new TlsRig(ProxyTls.NONE.with(UpstreamTls.INSECURE), null)) {
                RawPeer first = dialling.connect();
                dialling.acceptPlain().fin();
                first.expectRst();
                RawPeer second = dialling.connect();
                RawPeer greeted = dialling.acceptPlain();
                assertEquals(HANDSHAKE_RECORD, greeted.socket.getInputStream().read());
                greeted.rst();
                second.expectRst();

                assertEquals(2, dialling.proxy.unreachableUpstreams());
                assertEquals(2, dialling.proxy.tlsFailures());
            }
        }
    }

    @Test
    void aClientThatGoesWhileTheServerIsDialledIsNoFailureOfTls() throws Exception {
        try (TlsRig rig = new TlsRig(ProxyTls.NONE.with(UpstreamTls.INSECURE), null)) {
            RawPeer client = rig.connect();
            RawPeer mute = rig.acceptPlain();
            assertEquals(HANDSHAKE_RECORD, mute.socket.getInputStream().read());

            client.rst();

            rig.awaitNoneOpen();
            assertEquals(0, rig.proxy.tlsFailures());
        }
    }

    @Test
    void whatIsNoCertificateIsOneLine(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("none.pem");
        Path wrong = Files.writeString(folder.resolve("wrong.pem"), "no certificate");

        assertEquals(
                "tls.listen.certificate: cannot read " + missing,
                refusal(ProxyTls.NONE.with(ListenTls.of(missing, wrong))));
        assertEquals(
                "tls.listen.key: cannot read " + missing, refusal(ProxyTls.NONE.with(ListenTls.of(wrong, missing))));
        assertEquals("tls.upstream.certificate: cannot read " + missing, refusal(trusting(missing)));
        String noTrust = refusal(trusting(wrong));
        assertTrue(noTrust.startsWith("tls.upstream.certificate: " + wrong + " holds no certificate;"), noTrust);
        assertEquals(1, noTrust.lines().count());
    }

    private static String refusal(ProxyTls tls) {
        return String.valueOf(assertThrows(UnusableCertificateException.class, () -> new TlsRig(tls, null))
                .getMessage());
    }

    private static ProxyTls trusting(TestKeys other) {
        return trusting(other.certificate);
    }

    private static ProxyTls trusting(Path certificate) {
        return ProxyTls.NONE.with(new UpstreamTls(new Trust.Certificates(certificate), Optional.empty()));
    }

    /**
     * The server hears why. It may be in the middle of its own part of the handshake then, and what it still writes is answered
     * with an RST that it meets before the alert: then it is asked again.
     */
    private static void assertRefused(TlsRig rig, String alert) throws IOException {
        String heard = "";
        int attempts = 0;
        while (heard.isEmpty() && attempts < MAX_ATTEMPTS) {
            attempts++;
            RawPeer client = rig.connect();
            RawPeer server = rig.accept();
            IOException failure = assertThrows(
                    IOException.class, () -> server.socket.getInputStream().read());
            heard = failure instanceof SocketException ? "" : String.valueOf(failure.getMessage());
            client.expectRst();
            rig.awaitNoneOpen();
        }

        assertTrue(heard.contains(alert), heard);
        assertEquals(attempts, rig.proxy.tlsFailures());
        assertEquals(attempts, rig.proxy.unreachableUpstreams());
    }

    /** Closed, with whatever the kernel makes of that. */
    private static void assertGone(RawPeer peer) {
        try {
            assertEquals(-1, peer.socket.getInputStream().read());
        } catch (IOException reset) {
            assertEquals("Connection reset", reset.getMessage());
        }
    }
}

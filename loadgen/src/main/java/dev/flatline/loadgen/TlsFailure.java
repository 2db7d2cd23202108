package dev.flatline.loadgen;

import io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import org.jspecify.annotations.Nullable;

/** What a failed TLS handshake means, in words that follow a colon. */
final class TlsFailure {

    private TlsFailure() {}

    /** The words for what a handshake ended with, the reason in it that is known best. */
    static String words(Throwable failure) {
        String words = null;
        Throwable last = failure;
        for (Throwable cause = failure; cause != null && words == null; cause = cause.getCause()) {
            words = known(cause);
            last = cause;
        }
        return words == null ? "TLS failed (" + last.getMessage() + ")" : words;
    }

    /** The JDK tells names that do not match, and alerts, by their words alone. */
    private static @Nullable String known(Throwable cause) {
        String said = String.valueOf(cause.getMessage());
        if (cause instanceof NotSslRecordException) {
            return "there is no TLS there: something else than TLS answered; use ws://";
        }
        if (cause instanceof CertificateExpiredException || isExpired(cause)) {
            return "its certificate has expired; renew it, or set tls.trust to any";
        }
        if (cause instanceof CertificateNotYetValidException) {
            return "its certificate is not valid yet; look at the clocks, or set tls.trust to any";
        }
        if (cause instanceof CertPathBuilderException) {
            return "its certificate is not trusted; set tls.trust to a PEM file with it or with its authority, or to any";
        }
        if (cause instanceof CertificateException && (said.startsWith("No name") || said.startsWith("No subject"))) {
            return "its certificate is for another name (" + said + "); set tls.server-name, or tls.trust to any";
        }
        return said.startsWith("Received fatal alert") || (said.startsWith("(") && said.contains("fatal alert"))
                ? "it refused the TLS handshake (" + said + ")"
                : null;
    }

    private static boolean isExpired(Throwable cause) {
        return cause instanceof CertPathValidatorException path && path.getReason() == BasicReason.EXPIRED;
    }
}

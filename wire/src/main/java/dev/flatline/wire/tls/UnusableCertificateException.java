package dev.flatline.wire.tls;

import org.jspecify.annotations.Nullable;

/** A certificate cannot be read or made, or is none: one line that names the key of the configuration, and the file. */
public final class UnusableCertificateException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    UnusableCertificateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

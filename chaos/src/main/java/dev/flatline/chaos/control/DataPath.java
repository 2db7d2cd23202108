package dev.flatline.chaos.control;

import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.wire.tls.UnusableCertificateException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Starts proxies. Thread-safe: several may be started at a time. */
public interface DataPath {

    /**
     * Starts a proxy; it accepts connections, with the toxics on them, when this returns. Blocks for as long as it takes to
     * bind, and must not wait for the upstream.
     *
     * @param toxics in order
     * @throws IOException if it cannot listen there; its message, or that of a cause, is the operating system's
     * @throws UnusableCertificateException if its TLS cannot be had
     */
    RunningProxy start(ProxySettings settings, List<NamedToxic> toxics) throws IOException;

    /** Why a toxic cannot be done here, in a line; empty if it can. May take a moment at the first time. */
    default Optional<String> refusal(Toxic toxic) {
        return Optional.empty();
    }

    /**
     * A proxy has been deleted, and was closed before: another one of its name has nothing to do with it. Those that are
     * started under a name before that follow each other.
     */
    default void forget(String name) {}
}

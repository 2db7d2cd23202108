package dev.flatline.chaos.docker;

import com.github.dockerjava.api.exception.DockerException;
import dev.flatline.chaos.replica.ReplicaException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a library or an engine fails with, as one line that names the remedy. */
final class EngineFailure {

    private static final int MOST = 300;
    private static final Pattern MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private EngineFailure() {}

    /**
     * The line.
     *
     * @param doing what was to be done, as in {@code start web-1}
     */
    static ReplicaException of(EngineAddress engine, String doing, Throwable failure) {
        return new ReplicaException(
                "cannot " + doing + ": " + remedy(engine, failure).orElseGet(() -> reason(failure)), failure);
    }

    /** The line when the engine cannot be used at all. */
    static ReplicaException of(EngineAddress engine, Throwable failure) {
        return new ReplicaException(
                remedy(engine, failure).orElseGet(() -> engine.words() + " cannot be used: " + reason(failure)),
                failure);
    }

    /** What an engine or a socket says, in a line. */
    static String reason(Throwable failure) {
        String deep = deepest(failure).getMessage();
        String text = deep == null ? String.valueOf(failure.getMessage()) : deep;
        if (failure instanceof DockerException refused) {
            Matcher message = MESSAGE.matcher(String.valueOf(refused.getMessage()));
            text = message.find()
                    ? message.group(1).replace("\\\"", "\"").replace("\\n", " ")
                    : String.valueOf(refused.getMessage());
            text = "the engine says: " + text;
        }
        String line = text.lines().findFirst().orElse(text).strip();
        return line.length() > MOST ? line.substring(0, MOST) + "…" : line;
    }

    private static Throwable deepest(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause.getCause() != null && depth < 20; depth++) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static Optional<String> remedy(EngineAddress engine, Throwable failure) {
        String text = (failure + " " + deepest(failure)).toLowerCase(Locale.ROOT);
        return failure instanceof DockerException ? refused(engine, text, failure) : unreachable(engine, text, failure);
    }

    /** There is nobody, or nobody who may be asked. */
    private static Optional<String> unreachable(EngineAddress engine, String text, Throwable failure) {
        String where = engine.words();
        if (text.contains("permission denied")) {
            return Optional.of(where + " may not be used by this user; join the group docker, or run as one who may");
        }
        if (text.contains("no such file") || text.contains("connection refused") || text.contains("nosuchfile")) {
            return Optional.of(
                    where + " is not there; start it (systemctl start docker, or dockerd), or name another with"
                            + " DOCKER_HOST or server.engine");
        }
        if (text.contains("unknownhost") || text.contains("no route to host") || text.contains("timed out")) {
            return Optional.of(
                    where + " does not answer (" + reason(failure) + "); check DOCKER_HOST or server.engine");
        }
        if (text.contains("sslexception")
                || text.contains("certpath")
                || text.contains("ssl handshake")
                || text.contains("unsupported or unrecognized ssl")) {
            return Optional.of(tls(engine, failure));
        }
        return Optional.empty();
    }

    private static String tls(EngineAddress engine, Throwable failure) {
        return engine.words() + " and this side do not agree on TLS (" + reason(failure)
                + "); check DOCKER_TLS_VERIFY and DOCKER_CERT_PATH with its ca.pem, cert.pem and key.pem";
    }

    /** The engine has answered: what it says of files, permissions and connections is about what it was asked for. */
    private static Optional<String> refused(EngineAddress engine, String text, Throwable failure) {
        if (text.contains("http request to an https server")) {
            return Optional.of(tls(engine, failure));
        }
        if (text.contains("port is already allocated") || text.contains("address already in use")) {
            return Optional.of(reason(failure) + "; free that port, or let the scenario use another");
        }
        if (text.contains("client version") && text.contains("too")) {
            return Optional.of(reason(failure) + "; Flatline needs an engine that speaks API " + Engine.LEAST_API
                    + " (Docker 18.09) or newer");
        }
        return Optional.empty();
    }
}

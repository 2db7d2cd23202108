package dev.flatline.scenarios.file;

import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.Dialects;
import dev.flatline.core.heartbeat.DetectorKind;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.scenarios.unit.Quantity;
import dev.flatline.server.ServerOptions;
import dev.flatline.server.options.AdmissionOptions;
import dev.flatline.server.options.AdmissionOptions.TurnAway;
import dev.flatline.server.options.HeartbeatOptions;
import dev.flatline.server.options.IdentityOptions;
import dev.flatline.server.options.IdentityOptions.Source;
import dev.flatline.server.options.LimitOptions;
import dev.flatline.server.options.ListenOptions;
import dev.flatline.server.options.OutboundOptions;
import dev.flatline.server.options.OutboundOptions.WhenFull;
import dev.flatline.server.options.ResumeOptions;
import dev.flatline.server.options.UpgradeOptions;
import dev.flatline.wire.DeflateOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code server}: what the server of a run, or the one that {@code flatline serve} starts, is told. */
final class ServerReader {

    static final Map<String, Dialect> DIALECTS = words(Dialects.all().toArray(Dialect[]::new), Dialect::name);

    private ServerReader() {}

    /** Reads a server that speaks this dialect unless it says otherwise. */
    static Optional<ServerOptions> read(Section server, Dialect spoken) {
        Optional<Integer> port = server.optional("port", "0", Words::port);
        Optional<HeartbeatRule> rule = HeartbeatReader.read(server, false);
        Optional<DetectorKind> detector = server.optional(
                "detector", DetectorKind.DEFAULT.key(), Words.oneOf(words(DetectorKind.values(), DetectorKind::key)));
        Optional<Dialect> dialect = server.optional("dialect", spoken.name(), Words.oneOf(DIALECTS));
        Optional<LimitOptions> limits = limits(server);
        Optional<OutboundOptions> outbound = outbound(server);
        Optional<IdentityOptions> identity = identity(server);
        Optional<ResumeOptions> resume = resume(server);
        Optional<AdmissionOptions> admission = admission(server);
        List<String> origins = server.list("origins", Function.identity());
        List<String> subprotocols = server.list("subprotocols", Words::token);
        Optional<DeflateOptions> deflate = deflate(server);
        return server.build(() -> new ServerOptions(
                new ListenOptions(ListenOptions.LOOPBACK.host(), port.orElseThrow(), Optional.empty()),
                new HeartbeatOptions(rule.orElseThrow(), detector.orElseThrow()),
                limits.orElseThrow(),
                outbound.orElseThrow(),
                new UpgradeOptions(origins, subprotocols, deflate.orElseThrow()),
                identity.orElseThrow(),
                resume.orElseThrow(),
                admission.orElseThrow(),
                dialect.orElseThrow()));
    }

    private static Optional<LimitOptions> limits(Section server) {
        Section limits = server.child("limits", Keys.LIMITS);
        Optional<Integer> head = limits.optional("head", "8KiB", Quantity::bytes);
        Optional<Integer> frame = limits.optional("frame", "1MiB", Quantity::bytes);
        Optional<Integer> message = limits.optional("message", "1MiB", Quantity::bytes);
        Optional<Integer> unfinished = limits.optional("unfinished", "256MiB", Quantity::bytes);
        Optional<Long> handshake = limits.optional("handshake-timeout", "10s", Words::positiveNanos);
        Optional<Long> close = limits.optional("close-timeout", "2s", Words::positiveNanos);
        return limits.build(() -> new LimitOptions(
                head.orElseThrow(),
                frame.orElseThrow(),
                message.orElseThrow(),
                unfinished.orElseThrow(),
                Duration.ofNanos(handshake.orElseThrow()),
                Duration.ofNanos(close.orElseThrow())));
    }

    private static Optional<OutboundOptions> outbound(Section server) {
        Section outbound = server.child("outbound", Keys.OUTBOUND);
        Optional<Integer> buffer = outbound.optional("buffer", "1MiB", Quantity::bytes);
        Optional<WhenFull> whenFull = outbound.optional(
                "when-full", WhenFull.CLOSE.key(), Words.oneOf(words(WhenFull.values(), WhenFull::key)));
        return outbound.build(() -> new OutboundOptions(buffer.orElseThrow(), whenFull.orElseThrow()));
    }

    private static Optional<IdentityOptions> identity(Section server) {
        if (server.isNone("identity", true)) {
            return Optional.of(IdentityOptions.DEFAULT);
        }
        Section identity = server.child("identity", Keys.IDENTITY);
        Optional<Source> source = identity.required("from", Words.oneOf(words(Source.values(), ServerReader::key)));
        boolean named = source.filter(from -> from != Source.FIRST_MESSAGE).isPresent();
        Optional<String> name = named ? identity.required("name", Words::token) : Optional.of("");
        Optional<Boolean> replace = identity.optional("replace", "true", Words.BOOLEAN);
        return identity.build(
                () -> new IdentityOptions(source.orElseThrow(), name.orElseThrow(), replace.orElseThrow()));
    }

    private static Optional<ResumeOptions> resume(Section server) {
        if (server.isNone("resume", true)) {
            return Optional.of(ResumeOptions.OFF);
        }
        Section resume = server.child("resume", Keys.RESUME);
        Optional<Integer> messages = resume.optional("messages", "1000", Quantity::count);
        Optional<Integer> bytes = resume.optional("bytes", "64KiB", Quantity::bytes);
        Optional<Long> window = resume.optional("window", "2m", Words::positiveNanos);
        Optional<Integer> sessions = resume.optional("sessions", "100k", Quantity::count);
        return resume.build(() -> new ResumeOptions(
                messages.orElseThrow(),
                bytes.orElseThrow(),
                Duration.ofNanos(window.orElseThrow()),
                sessions.orElseThrow()));
    }

    private static Optional<AdmissionOptions> admission(Section server) {
        Section admission = server.child("admission", Keys.ADMISSION);
        Optional<Integer> connections = admission.optional("connections", "unlimited", ServerReader::limit);
        Optional<Double> handshakes = admission.optional("handshakes", "unlimited", ServerReader::rate);
        Optional<Integer> perAddress = admission.optional("per-address", "unlimited", ServerReader::limit);
        Optional<Integer> handshaking = admission.optional("handshaking", "16384", ServerReader::limit);
        Optional<TurnAway> turnAway = admission.optional(
                "turn-away", TurnAway.REFUSE.key(), Words.oneOf(words(TurnAway.values(), TurnAway::key)));
        Optional<Long> retryAfter = admission.optional("retry-after", "5s", Words::positiveNanos);
        return admission.build(() -> new AdmissionOptions(
                connections.orElseThrow(),
                handshakes.orElseThrow(),
                perAddress.orElseThrow(),
                handshaking.orElseThrow(),
                turnAway.orElseThrow(),
                Duration.ofNanos(retryAfter.orElseThrow())));
    }

    private static Optional<DeflateOptions> deflate(Section server) {
        if (server.isNone("compression", true)) {
            return Optional.of(DeflateOptions.OFF);
        }
        Section compression = server.child("compression", Keys.COMPRESSION);
        Optional<Boolean> serverTakeover = compression.optional("server-takeover", "false", Words.BOOLEAN);
        Optional<Boolean> clientTakeover = compression.optional("client-takeover", "false", Words.BOOLEAN);
        Optional<Integer> from = compression.optional("from", "1KiB", Quantity::bytes);
        Optional<Integer> contexts = compression.optional("contexts", "1000", Quantity::count);
        return compression.build(() -> new DeflateOptions(
                true,
                serverTakeover.orElseThrow(),
                clientTakeover.orElseThrow(),
                from.orElseThrow(),
                contexts.orElseThrow()));
    }

    private static int limit(String text) {
        return text.equals("unlimited") ? AdmissionOptions.UNLIMITED : Quantity.count(text);
    }

    private static double rate(String text) {
        return text.equals("unlimited") ? 0 : Words.positiveRate(text);
    }

    private static String key(Source source) {
        return switch (source) {
            case QUERY -> "query";
            case HEADER -> "header";
            case FIRST_MESSAGE -> "first-message";
        };
    }

    private static <T> Map<String, T> words(T[] values, Function<T, String> key) {
        Map<String, T> words = new LinkedHashMap<>();
        for (T value : values) {
            words.put(key.apply(value), value);
        }
        return words;
    }
}

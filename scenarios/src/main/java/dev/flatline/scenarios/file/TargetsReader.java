package dev.flatline.scenarios.file;

import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.loadgen.Destination;
import dev.flatline.loadgen.Resumption;
import dev.flatline.loadgen.Target;
import dev.flatline.loadgen.TrustOptions;
import dev.flatline.scenarios.TargetPlan;
import dev.flatline.scenarios.unit.Quantity;
import dev.flatline.wire.SourcePool;
import dev.flatline.wire.tls.Trust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;

/** Reads {@code targets}, {@code tls} and {@code generator.sources}: where the clients connect to, and how. */
final class TargetsReader {

    private static final int MAX_TARGETS = 64;
    private static final double MAX_WEIGHT = 1e6;
    private static final String EXAMPLE = "a WebSocket URL, such as ws://127.0.0.1:9000/ or wss://example.org/";

    private TargetsReader() {}

    static Optional<TargetPlan> read(Section root, Section generator, Optional<ReplicaPlan> replicas) {
        List<Optional<Destination>> targets = new ArrayList<>();
        for (Section target : root.children("targets", Keys.TARGET, "url")) {
            Optional<Target> url = target.required("url", TargetsReader::url);
            Optional<Double> weight = target.optional("weight", "1", TargetsReader::weight);
            targets.add(target.build(() -> new Destination(url.orElseThrow(), weight.orElseThrow(), Optional.empty())));
        }
        if (targets.size() > MAX_TARGETS) {
            root.reject("targets", "found " + targets.size() + " targets; accepted: up to " + MAX_TARGETS);
        }
        Optional<TrustOptions> tls = tls(root);
        Optional<SourcePool> sources = sources(generator);
        boolean sound = targets.stream().allMatch(Optional::isPresent) && tls.isPresent() && sources.isPresent();
        return sound
                ? Optional.of(new TargetPlan(
                        targets.stream().map(Optional::orElseThrow).toList(),
                        tls.orElseThrow(),
                        sources.orElseThrow(),
                        replicas))
                : Optional.empty();
    }

    private static Target url(String text) {
        try {
            return Target.parse(text);
        } catch (IllegalArgumentException refused) {
            String reason = String.valueOf(refused.getMessage()).replace("target '" + text + "': ", "");
            throw new IllegalArgumentException("found '" + text + "' (" + reason + "); accepted: " + EXAMPLE, refused);
        }
    }

    private static double weight(String text) {
        if (!text.matches("[0-9]{1,7}(\\.[0-9]{1,6})?")
                || !(Double.parseDouble(text) > 0)
                || Double.parseDouble(text) > MAX_WEIGHT) {
            throw Quantity.bad(text, "a number above 0, such as 2 or 0.5");
        }
        return Double.parseDouble(text);
    }

    private static Optional<TrustOptions> tls(Section root) {
        Section tls = root.child("tls", Keys.CLIENT_TLS);
        Optional<Trust> trust = tls.optional("trust", "system", text -> trust(tls, text));
        if (trust.isPresent() && trust.orElseThrow() instanceof Trust.Certificates certificates) {
            tls.resolveTo("trust", certificates.file().toString());
        }
        Optional<String> name = tls.optional("server-name", "", TargetsReader::serverName);
        Optional<Resumption> resume = tls.optional("resume", "own", Words.oneOf(Words.named(Resumption.values())));
        return tls.build(() ->
                new TrustOptions(trust.orElseThrow(), name.filter(given -> !given.isEmpty()), resume.orElseThrow()));
    }

    private static Trust trust(Section tls, String text) {
        return switch (text) {
            case "system" -> Trust.Known.SYSTEM;
            case "any" -> Trust.Known.INSECURE;
            default -> {
                Path file = tls.beside(text);
                if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                    throw Quantity.bad(text, "system, any, or a PEM file that can be read");
                }
                yield new Trust.Certificates(file);
            }
        };
    }

    private static String serverName(String text) {
        try {
            SNIHostName unused = new SNIHostName(text.isEmpty() ? "localhost" : text);
            return text;
        } catch (IllegalArgumentException noName) {
            throw Quantity.bad(text, "a host name of letters, digits and hyphens");
        }
    }

    private static Optional<SourcePool> sources(Section generator) {
        if (generator.has("sources") && generator.isList("sources")) {
            List<SourcePool.Range> ranges = generator.list("sources", SourcePool.Range::parse);
            if (generator.size("sources") == 0) {
                generator.reject("sources", "found an empty list; accepted: auto, or at least one address");
            }
            return Optional.of(new SourcePool(ranges));
        }
        return generator.optional(
                "sources",
                "auto",
                text -> text.equals("auto") ? SourcePool.AUTO : new SourcePool(List.of(SourcePool.Range.parse(text))));
    }
}

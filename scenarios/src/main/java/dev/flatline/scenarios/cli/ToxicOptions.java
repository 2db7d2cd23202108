package dev.flatline.scenarios.cli;

import dev.flatline.chaos.control.client.ToxicDraft;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What can be said of a toxic; the proxy checks it. */
final class ToxicOptions {

    @Option(
            names = {"-a", "--attribute"},
            paramLabel = "key=value",
            description = "an attribute, see 'flatline toxic types'; may be repeated")
    private List<String> attributes = new ArrayList<>();

    @Option(
            names = {"--toxicity", "--tox"},
            paramLabel = "F",
            description = "the share of connections that it hits, 0 to 1 or 0%% to 100%%")
    private Optional<String> toxicity = Optional.empty();

    @Option(names = "--stream", paramLabel = "S", description = "upstream (to the server), downstream or both")
    private Optional<String> stream = Optional.empty();

    @Option(
            names = {"-u", "--upstream"},
            description = "as --stream upstream")
    private boolean upstream;

    @Option(
            names = {"-d", "--downstream"},
            description = "as --stream downstream")
    private boolean downstream;

    @Option(
            names = "--target",
            paramLabel = "key=value",
            description =
                    "whom it hits: group, client, address, path, query, subprotocol, header or nth; may be repeated")
    private List<String> target = new ArrayList<>();

    @Option(
            names = "--ttl",
            paramLabel = "T",
            description = "how long it stays, such as 30s; none for until it is removed")
    private Optional<String> ttl = Optional.empty();

    /** All of it. */
    ToxicDraft draft() {
        return new ToxicDraft(
                stream().orElse(null),
                toxicity.map(ToxicOptions::share).orElse(null),
                pairs("--target", "group=blue", target),
                pairs("-a", "latency=100", attributes),
                ttl.orElse(null));
    }

    private Optional<String> stream() {
        int said = (stream.isPresent() ? 1 : 0) + (upstream ? 1 : 0) + (downstream ? 1 : 0);
        if (said > 1) {
            throw usage("found more than one of --stream, -u and -d; accepted: one, --stream both for both directions");
        }
        return upstream ? Optional.of("upstream") : downstream ? Optional.of("downstream") : stream;
    }

    private static double share(String text) {
        boolean percent = text.endsWith("%");
        try {
            double number = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
            double share = percent ? number / 100 : number;
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException notANumber) {
            throw usage("--toxicity: found '" + text + "'; accepted: a share of 0 to 1, or 0% to 100%");
        }
        throw usage("--toxicity: found '" + text + "'; accepted: a share of 0 to 1, or 0% to 100%");
    }

    private static Map<String, String> pairs(String option, String such, List<String> texts) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw usage(option + ": found '" + text + "'; accepted: key=value, such as " + such);
            }
            String key = text.substring(0, equals).strip();
            if (pairs.put(key, text.substring(equals + 1).strip()) != null) {
                throw usage(option + ": found " + key + " twice; accepted: once");
            }
        }
        return pairs;
    }

    private static FlatlineException usage(String message) {
        return new FlatlineException(ExitStatus.USAGE, message);
    }
}

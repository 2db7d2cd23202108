package dev.flatline.scenarios.cli;

import dev.flatline.chaos.control.client.ControlClient;
import dev.flatline.chaos.control.client.ControlClientException;
import dev.flatline.chaos.control.client.ProxyInfo;
import dev.flatline.chaos.control.client.ToxicInfo;
import dev.flatline.core.text.Nearest;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which proxies are steered, and what comes of it when that fails. */
final class ApiOptions {

    private static final String USUAL = "http://127.0.0.1:8474";

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "the control API (default: FLATLINE_API, TOXIPROXY_URL or " + USUAL + ")")
    private Optional<String> api = Optional.empty();

    @Mixin
    private final TokenOptions token = new TokenOptions();

    /** A question to the control API. */
    interface Question<T> {
        T ask(ControlClient client) throws ControlClientException;
    }

    /**
     * Asks.
     *
     * @throws FlatlineException if nobody answers, or the answer is no
     */
    <T> T ask(Environment environment, Question<T> question) {
        Map<String, String> variables = environment.variables();
        ControlClient client =
                ControlClient.of(url(variables), token.token(variables).orElse(null));
        try {
            return question.ask(client);
        } catch (ControlClientException failed) {
            throw failed(failed, "");
        }
    }

    /** The same about a proxy, and a toxic on it unless that is empty: when there is none, says which there are. */
    <T> T ask(Environment environment, String proxy, String toxic, Question<T> question) {
        return ask(environment, client -> {
            try {
                return question.ask(client);
            } catch (ControlClientException failed) {
                throw failed(failed, hint(client, String.valueOf(failed.getMessage()), proxy, toxic));
            }
        });
    }

    private static String hint(ControlClient client, String message, String proxy, String toxic)
            throws ControlClientException {
        if (message.equals("proxy not found")) {
            return hint(proxy, client.proxies().stream().map(ProxyInfo::name).toList());
        }
        if (message.equals("toxic not found")) {
            return hint(
                    toxic,
                    client.proxy(proxy).toxics().stream().map(ToxicInfo::name).toList());
        }
        return "";
    }

    private static String hint(String typed, List<String> known) {
        return " '" + typed + "'; " + (known.isEmpty() ? "there are none" : Nearest.hint(typed, known));
    }

    private static FlatlineException failed(ControlClientException failed, String hint) {
        boolean refused = failed.kind() == ControlClientException.Kind.REFUSED;
        String message = failed.getMessage() + hint;
        String remedy = message.contains("Authorization") ? "; --token-file FILE or FLATLINE_TOKEN gives it" : "";
        return new FlatlineException(refused ? ExitStatus.USAGE : ExitStatus.UNREACHABLE, message + remedy, failed);
    }

    private URI url(Map<String, String> variables) {
        String text = api.or(() -> Stream.of("FLATLINE_API", "TOXIPROXY_URL")
                        .map(name -> variables.getOrDefault(name, ""))
                        .filter(value -> !value.isEmpty())
                        .findFirst())
                .orElse(USUAL);
        try {
            URI url = URI.create(text.contains("://") ? text : "http://" + text);
            if (url.getHost() != null && "http".equals(url.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException nonsense) {
            throw new FlatlineException(ExitStatus.USAGE, bad(text), nonsense);
        }
        throw new FlatlineException(ExitStatus.USAGE, bad(text));
    }

    private static String bad(String text) {
        return "--api: found '" + text + "'; accepted: the URL that 'flatline proxy' prints, such as " + USUAL;
    }
}

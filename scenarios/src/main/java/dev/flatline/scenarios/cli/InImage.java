package dev.flatline.scenarios.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is different in the image that {@code flatline image} builds: it stands in for Toxiproxy's, whose program has no commands, listens
 * on all addresses and knows no token. Who gets there is said by the ports that the container publishes.
 */
final class InImage {

    /** The variable that the image sets. */
    private static final String VARIABLE = "FLATLINE_IN_IMAGE";

    private static final Set<String> OWN = Set.of("-h", "--help", "-V", "--version", "--verbose");

    private InImage() {}

    static boolean is(Map<String, String> variables) {
        return variables.getOrDefault(VARIABLE, "").equals("true");
    }

    /** Whether the arguments are those that Toxiproxy's image is run with: none, or only flags. */
    static boolean meansToxiproxy(String... args) {
        return args.length == 0 || (args[0].startsWith("-") && !OWN.contains(args[0]));
    }

    /** The arguments of {@code flatline proxy}; without a host it listens on all addresses. */
    static String[] asProxy(String... args) {
        List<String> words = new ArrayList<>(List.of("proxy"));
        words.addAll(List.of(args));
        boolean hosted = words.stream().anyMatch(word -> word.matches("--?host(=.*)?"));
        if (!hosted) {
            words.add("-host=0.0.0.0");
        }
        return words.toArray(String[]::new);
    }
}

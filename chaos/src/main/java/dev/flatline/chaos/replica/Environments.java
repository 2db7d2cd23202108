package dev.flatline.chaos.replica;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values for the environment of servers: {@code ${NAME}} stands for a variable of the run's own environment, so that a password need
 * not be written into a scenario and is not copied into its results.
 */
public final class Environments {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private Environments() {}

    /** The values with their variables filled in. */
    public static Map<String, String> filled(Map<String, String> values, Map<String, String> environment)
            throws ReplicaException {
        Map<String, String> filled = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            Matcher variable = VARIABLE.matcher(entry.getValue());
            while (variable.find()) {
                if (!environment.containsKey(variable.group(1))) {
                    throw new ReplicaException("server.env." + entry.getKey() + ": found ${" + variable.group(1)
                            + "}, and no such variable is set; accepted: with " + variable.group(1)
                            + "=… before flatline run");
                }
            }
            filled.put(
                    entry.getKey(),
                    VARIABLE.matcher(entry.getValue())
                            .replaceAll(found -> Matcher.quoteReplacement(environment.get(found.group(1)))));
        }
        return filled;
    }
}

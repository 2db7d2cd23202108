package dev.flatline.scenarios.image;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an image says of itself beside its files.
 *
 * @param tag its name, and its tag after a colon
 * @param entrypoint the program and its first arguments
 * @param environment variables of that program
 * @param ports those that it listens on
 * @param labels what tools know it by
 */
record ImagePlan(
        String tag,
        List<String> entrypoint,
        Map<String, String> environment,
        Set<Integer> ports,
        Map<String, String> labels) {

    /** A user who is nobody on the machine either, by number: there is no file of users in the image. */
    static final String USER = "65532";

    /** The folder where the program starts; anyone may write to it. */
    static final String FOLDER = "/work";

    ImagePlan {
        entrypoint = List.copyOf(entrypoint);
        environment = Map.copyOf(environment);
        ports = Set.copyOf(ports);
        labels = Map.copyOf(labels);
    }
}

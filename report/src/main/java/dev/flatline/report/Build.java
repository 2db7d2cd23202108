package dev.flatline.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions that this build was made of, from {@code build.properties}. */
public final class Build {

    private static final Properties VERSIONS = load();

    private Build() {}

    /** Flatline's own version. */
    public static String flatline() {
        return version("flatline");
    }

    /** The version of one of the libraries on the class path, by its key in {@code build.properties}. */
    public static String version(String key) {
        String version = VERSIONS.getProperty(key);
        if (version == null) {
            throw new IllegalArgumentException("build.properties has no version of " + key);
        }
        return version;
    }

    private static Properties load() {
        Properties properties = new Properties();
        try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
            if (in == null) {
                throw new IllegalStateException("build.properties is missing from the class path");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}

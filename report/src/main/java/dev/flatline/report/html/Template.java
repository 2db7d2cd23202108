package dev.flatline.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A resource of this package with <code>{{name}}</code> where a text goes. What is put in is never looked at again. */
final class Template {

    private static final Pattern SLOT = Pattern.compile("\\{\\{(\\w+)}}");

    private final String text;

    Template(String resource) {
        text = resource(Template.class, resource);
    }

    String fill(Map<String, String> values) {
        return SLOT.matcher(text).replaceAll(slot -> {
            String value = values.get(slot.group(1));
            if (value == null) {
                throw new IllegalArgumentException("nothing to put into {{" + slot.group(1) + "}}");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** A text on the class path. */
    static String resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

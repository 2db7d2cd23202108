package dev.flatline.chaos.junit;

import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstances;

/**
 * The upstream of an annotation.
 *
 * @param text {@code host:port}, with names in <code>${…}</code>
 * @param origin where it stands, for messages
 */
record UpstreamExpression(String text, String origin) {

    private static final Pattern NAME = Pattern.compile("\\$\\{([^{}]*)}");

    UpstreamExpression {
        if (text.isBlank()) {
            throw new ExtensionConfigurationException(
                    origin + " has no upstream; name the server, such as upstream = \"127.0.0.1:${port}\"");
        }
    }

    /**
     * The address that it means now.
     *
     * @throws ExtensionConfigurationException if it means none; one line that says where and why
     */
    String resolve(ExtensionContext context) {
        try {
            Matcher name = NAME.matcher(text);
            if (name.matches()) {
                return Upstreams.text(value(name.group(1), context));
            }
            return Upstreams.text(name.reset().replaceAll(each -> {
                return Matcher.quoteReplacement(String.valueOf(value(each.group(1), context)));
            }));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ExtensionConfigurationException(origin + ", upstream = \"" + text + "\": " + e.getMessage(), e);
        }
    }

    private static @Nullable Object value(String path, ExtensionContext context) {
        String[] steps = path.strip().split("\\.", -1);
        Found found = first(steps[0], context);
        if (found == null) {
            Optional<String> parameter = context.getConfigurationParameter(path.strip());
            return parameter.orElseThrow(() -> new IllegalArgumentException("no field or method " + steps[0] + " in "
                    + context.getRequiredTestClass().getSimpleName()
                    + ", and no configuration parameter or system property " + path.strip()));
        }
        Object value = Members.read(found.member, found.of);
        for (int i = 1; i < steps.length; i++) {
            if (value == null) {
                throw new IllegalStateException(
                        steps[i - 1] + " is null; it is looked up when the proxy is first used in a test");
            }
            Member member = Members.find(value.getClass(), steps[i]);
            if (member == null) {
                throw new IllegalArgumentException("no field or method " + steps[i] + " in "
                        + value.getClass().getName());
            }
            value = Members.read(member, value);
        }
        return value;
    }

    private record Found(Member member, @Nullable Object of) {}

    /** Of the innermost class that has such a member. */
    private static @Nullable Found first(String name, ExtensionContext context) {
        List<Object> instances = new ArrayList<>(
                context.getTestInstances().map(TestInstances::getAllInstances).orElse(List.of()));
        Collections.reverse(instances);
        for (Object instance : instances) {
            Member member = Members.find(instance.getClass(), name);
            if (member != null) {
                return new Found(member, instance);
            }
        }
        for (Class<?> type = context.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
            Member member = Members.find(type, name);
            if (member != null && Members.isStatic(member)) {
                return new Found(member, null);
            }
            if (member != null && instances.isEmpty()) {
                throw new IllegalStateException(name + " is not static, and there is no test yet that it could be of");
            }
        }
        return null;
    }
}

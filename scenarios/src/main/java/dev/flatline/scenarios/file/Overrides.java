package dev.flatline.scenarios.file;

import dev.flatline.scenarios.file.YamlValue.Entry;
import dev.flatline.scenarios.file.YamlValue.Mapping;
import dev.flatline.scenarios.file.YamlValue.Scalar;
import dev.flatline.scenarios.file.YamlValue.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts settings of the command line into a document before it is read, so that they meet the same checks. */
final class Overrides {

    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d{1,4})\\]");
    private static final Pattern PATH =
            Pattern.compile("[^.\\[\\]]+(\\[\\d{1,4}\\])*(\\.[^.\\[\\]]+(\\[\\d{1,4}\\])*)*");

    private Overrides() {}

    static void apply(Mapping root, List<Setting> settings) {
        settings.forEach(setting -> apply(root, setting));
    }

    private static void apply(Mapping root, Setting setting) {
        Origin origin = Origin.of(setting.option());
        if (!PATH.matcher(setting.path()).matches()) {
            throw Problems.fatal(
                    origin,
                    "found the path '" + setting.path()
                            + "'; accepted: keys joined by dots, such as clients.count or timeline[0].hit");
        }
        if (setting.path().equals("clients.count") && valueOf(root, "clients") instanceof Sequence groups) {
            GroupCounts.share(groups, setting);
            return;
        }
        YamlValue at = root;
        Matcher step = STEP.matcher(setting.path());
        boolean more = step.find();
        while (more) {
            Matcher here = STEP.matcher(step.group());
            here.matches();
            String prefix = setting.path().substring(0, step.end());
            more = step.find();
            YamlValue fresh = more ? new Mapping(origin, new LinkedHashMap<>()) : value(setting);
            at = descend(at, here, new Target(origin, prefix, fresh, more));
        }
    }

    /** One step of a path; {@code fresh} is put there when it is the last one, or when nothing is there to go into. */
    private record Target(Origin origin, String path, YamlValue fresh, boolean more) {}

    private static YamlValue descend(YamlValue at, Matcher step, Target target) {
        if (step.group(2) != null && at instanceof Sequence sequence) {
            return item(sequence.items(), Integer.parseInt(step.group(2)), target);
        }
        if (step.group(1) != null && at instanceof Mapping mapping) {
            Entry old = mapping.entries().get(step.group(1));
            if (target.more && old != null && !(old.value() instanceof Scalar)) {
                return old.value();
            }
            mapping.entries().put(step.group(1), new Entry(target.origin, target.fresh));
            return target.fresh;
        }
        if (step.group(1) != null && at instanceof Sequence sequence && target.more) {
            Optional<YamlValue> named = named(sequence, step.group(1));
            if (named.isPresent()) {
                return named.get();
            }
        }
        String accepted =
                at instanceof Sequence ? "an index, such as [0], or the name of an item" : "a key of the section";
        throw Problems.fatal(target.origin, target.path + ": found no such value; accepted: " + accepted);
    }

    /** The item of a list whose name it is: {@code clients.web.count}. */
    private static Optional<YamlValue> named(Sequence sequence, String name) {
        return sequence.items().stream()
                .filter(item -> item instanceof Mapping section
                        && valueOf(section, "name") instanceof Scalar scalar
                        && scalar.text().equals(name))
                .findFirst();
    }

    /** The value of a key; null if it is not there. */
    static @Nullable YamlValue valueOf(Mapping section, String key) {
        Entry entry = section.entries().get(key);
        return entry == null ? null : entry.value();
    }

    private static YamlValue item(List<YamlValue> items, int index, Target target) {
        if (index >= items.size()) {
            String accepted = items.isEmpty() ? "none, the list is empty" : "[0] to [" + (items.size() - 1) + "]";
            throw Problems.fatal(target.origin, target.path + ": found no such item; accepted: " + accepted);
        }
        if (target.more) {
            return items.get(index);
        }
        items.set(index, target.fresh);
        return target.fresh;
    }

    private static YamlValue value(Setting setting) {
        String text = setting.value();
        boolean flow = text.startsWith("{") || text.startsWith("[");
        return flow ? YamlParser.option(text, setting.option()) : new Scalar(Origin.of(setting.option()), text);
    }
}

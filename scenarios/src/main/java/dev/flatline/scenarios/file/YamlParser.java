package dev.flatline.scenarios.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** From text to {@link YamlValue}s. Bounded: aliases are expanded, but only to so many values. */
final class YamlParser {

    private static final int MAX_VALUES = 10_000;
    private static final int MAX_DEPTH = 20;
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setMaxAliasesForCollections(MAX_VALUES).build();

    private final Function<Optional<Mark>, Origin> origins;
    private int values;

    private YamlParser(Function<Optional<Mark>, Origin> origins) {
        this.origins = origins;
    }

    /** Parses a file; positions are its lines and columns. */
    static YamlValue file(String text, String source) {
        return new YamlParser(mark -> mark.map(at -> new Origin(source, at.getLine() + 1, at.getColumn() + 1))
                        .orElse(Origin.of(source)))
                .parse(text);
    }

    /** Parses the value of an option, which is the place of everything in it. */
    static YamlValue option(String text, String option) {
        return new YamlParser(mark -> Origin.of(option)).parse(text);
    }

    private YamlValue parse(String text) {
        try {
            Optional<Node> root = new Compose(SETTINGS).composeString(text);
            Origin start = origins.apply(Optional.empty());
            return convert(
                    root.orElseThrow(() -> Problems.fatal(start, "found an empty file; accepted: a scenario")), 0);
        } catch (MarkedYamlEngineException syntax) {
            Origin origin = origins.apply(syntax.getProblemMark().or(syntax::getContextMark));
            throw Problems.fatal(origin, problem(syntax));
        } catch (YamlEngineException unreadable) {
            String first =
                    String.valueOf(unreadable.getMessage()).lines().findFirst().orElse("");
            throw Problems.fatal(origins.apply(Optional.empty()), "not YAML: " + first);
        }
    }

    private static String problem(MarkedYamlEngineException syntax) {
        String problem = String.valueOf(syntax.getProblem());
        if (problem.contains("TAB")) {
            return "found a tab; accepted: spaces for indentation";
        }
        return "not YAML: " + problem.replace('\n', ' ');
    }

    private YamlValue convert(Node node, int depth) {
        Origin origin = origins.apply(node.getStartMark());
        if (++values > MAX_VALUES || depth > MAX_DEPTH) {
            throw Problems.fatal(
                    origin,
                    "found more than " + MAX_VALUES + " values or " + MAX_DEPTH
                            + " levels (aliases count each time); accepted: fewer");
        }
        if (node instanceof MappingNode mapping) {
            return convert(mapping, origin, depth);
        }
        if (node instanceof SequenceNode sequence) {
            List<YamlValue> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(convert(item, depth + 1)));
            return new YamlValue.Sequence(origin, items);
        }
        return new YamlValue.Scalar(origin, ((ScalarNode) node).getValue());
    }

    private YamlValue convert(MappingNode mapping, Origin origin, int depth) {
        Map<String, YamlValue.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Origin at = origins.apply(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw Problems.fatal(at, "found a key that is not a word; accepted: key: value");
            }
            YamlValue value = convert(tuple.getValueNode(), depth + 1);
            YamlValue.Entry first = entries.putIfAbsent(key.getValue(), new YamlValue.Entry(at, value));
            if (first != null) {
                throw Problems.fatal(
                        at, key.getValue() + ": found the key twice (first at " + first.key() + "); accepted: once");
            }
        }
        return new YamlValue.Mapping(origin, entries);
    }
}

package dev.flatline.core.load;

import dev.flatline.core.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places to fill in: {@code {client}}, {@code {group}}, and {@code {column}} for every column of the rows. Two
 * braces in a row stand for one. Immutable.
 */
public final class Template {

    /** What is in a place of its own; the other places are columns, counted from 0. */
    private static final int CLIENT = -1;

    private static final int GROUP = -2;
    private static final Pattern NAME_IN_JSON = Pattern.compile("\\{([^{}\":\\s][^{}\":]*)}");
    /** What no column may be called. */
    public static final List<String> OWN_NAMES = List.of("client", "group");

    /** One more than there are places: what stands before, between and behind them. */
    private final List<String> literals;

    private final List<Integer> places;

    private Template(List<String> literals, List<Integer> places) {
        this.literals = List.copyOf(literals);
        this.places = List.copyOf(places);
    }

    /**
     * Reads a text.
     *
     * @param columns what may stand between braces beside {@code client} and {@code group}
     * @throws IllegalArgumentException if a brace has no other, or something unknown is in them: says what is accepted
     */
    public static Template parse(String text, List<String> columns) {
        List<String> literals = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean brace = c == '{' || c == '}';
            if (brace && at + 1 < text.length() && text.charAt(at + 1) == c) {
                literal.append(c);
                at += 2;
            } else if (brace) {
                int end = text.indexOf('}', at);
                if (c == '}' || end < 0) {
                    throw new IllegalArgumentException("found '" + text
                            + "' with a brace that has no other; accepted: {name} to fill in, {{ and }} for braces");
                }
                places.add(place(text.substring(at + 1, end), columns));
                literals.add(literal.toString());
                literal.setLength(0);
                at = end + 1;
            } else {
                literal.append(c);
                at++;
            }
        }
        literals.add(literal.toString());
        return new Template(literals, places);
    }

    /**
     * Reads a JSON text, whose own braces need no doubling: a place is a name in braces, without quotes, colons or braces in it.
     *
     * @throws IllegalArgumentException if something unknown is in such braces: says what is accepted
     */
    public static Template ofJson(String json, List<String> columns) {
        List<String> literals = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        Matcher name = NAME_IN_JSON.matcher(json);
        int at = 0;
        while (name.find()) {
            literals.add(json.substring(at, name.start()));
            places.add(place(name.group(1), columns));
            at = name.end();
        }
        literals.add(json.substring(at));
        return new Template(literals, places);
    }

    private static int place(String name, List<String> columns) {
        int column = columns.indexOf(name);
        if (column >= 0) {
            return column;
        }
        return switch (name) {
            case "client" -> CLIENT;
            case "group" -> GROUP;
            default -> {
                List<String> known = new ArrayList<>(OWN_NAMES);
                known.addAll(columns);
                throw new IllegalArgumentException("found {" + name + "}; " + Nearest.hint(name, known)
                        + (columns.isEmpty() ? "; columns come from request.csv" : ""));
            }
        };
    }

    /** Whether it is the same for all clients of a group. */
    public boolean isFixed() {
        return places.stream().allMatch(place -> place == GROUP);
    }

    /** The columns that it takes something from, counted from 0. */
    public List<Integer> columns() {
        return places.stream().filter(place -> place >= 0).distinct().toList();
    }

    /**
     * The text for one client.
     *
     * @param row the client's values, one for each column
     * @param encode what is done to each value that is filled in, and not to the text around it
     */
    public String fill(int client, String group, List<String> row, UnaryOperator<String> encode) {
        if (places.isEmpty()) {
            return literals.get(0);
        }
        StringBuilder filled = new StringBuilder(literals.get(0));
        for (int index = 0; index < places.size(); index++) {
            int place = places.get(index);
            String value = switch (place) {
                case CLIENT -> Integer.toString(client);
                case GROUP -> group;
                default -> row.get(place);
            };
            filled.append(encode.apply(value)).append(literals.get(index + 1));
        }
        return filled.toString();
    }
}

package dev.flatline.chaos.rollback;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * One line of a rollback journal: its checksum, then a word that says what it is, then fields, percent-encoded, between spaces.
 */
sealed interface Entry {

    /** What the format is called; a journal of another one is none of ours to heal. */
    String FORMAT = "flatline-rollback-1";

    /**
     * The first line.
     *
     * @param process the id of the process whose journal it is, for people
     * @param started when it was opened, for people
     */
    record Head(String run, String process, String started) implements Entry {}

    /** Something is about to be done. */
    record Intent(int step, Undo undo) implements Entry {}

    /** It has been put back. */
    record Done(int step) implements Entry {}

    /** A whole line of a kind that is not known here: a newer version wrote it. */
    record Other(String word) implements Entry {}

    /** The line without its end. */
    static String text(Entry entry) {
        List<String> fields = new ArrayList<>();
        if (entry instanceof Head head) {
            fields.addAll(List.of("run", FORMAT, head.run(), head.process(), head.started()));
        } else if (entry instanceof Done done) {
            fields.addAll(List.of("undone", Integer.toString(done.step())));
        } else if (entry instanceof Intent intent) {
            Undo undo = intent.undo();
            fields.addAll(List.of("undo", Integer.toString(intent.step()), undo.kind(), undo.words()));
            undo.facts().forEach((name, value) -> {
                fields.add(name);
                fields.add(value);
            });
        }
        StringBuilder text = new StringBuilder();
        fields.forEach(field -> text.append(' ').append(URLEncoder.encode(field, StandardCharsets.UTF_8)));
        return checksum(text.substring(1)) + text;
    }

    /** The entry of a line; empty if the line is torn, damaged or none of ours. */
    static Optional<Entry> parse(String line) {
        int end = line.indexOf(' ');
        if (end < 0 || !line.substring(0, end).equals(checksum(line.substring(end + 1)))) {
            return Optional.empty();
        }
        List<String> fields = new ArrayList<>();
        try {
            for (String field : line.substring(end + 1).split(" ", -1)) {
                fields.add(URLDecoder.decode(field, StandardCharsets.UTF_8));
            }
            return Optional.of(entry(fields));
        } catch (IllegalArgumentException | IndexOutOfBoundsException whole) {
            // The checksum is right, so somebody meant it.
            return Optional.of(new Other(line.substring(end + 1)));
        }
    }

    private static Entry entry(List<String> fields) {
        return switch (fields.get(0)) {
            case "run" -> head(fields);
            case "undo" -> intent(fields);
            case "undone" -> new Done(Integer.parseInt(fields.get(1)));
            default -> new Other(fields.get(0));
        };
    }

    private static Entry head(List<String> fields) {
        return fields.get(1).equals(FORMAT)
                ? new Head(fields.get(2), fields.get(3), fields.get(4))
                : new Other(fields.get(1));
    }

    private static Entry intent(List<String> fields) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (int i = 4; i < fields.size(); i += 2) {
            facts.put(fields.get(i), fields.get(i + 1));
        }
        return new Intent(Integer.parseInt(fields.get(1)), new Undo(fields.get(2), facts, fields.get(3)));
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}

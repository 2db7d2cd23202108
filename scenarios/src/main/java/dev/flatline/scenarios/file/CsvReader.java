package dev.flatline.scenarios.file;

import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values as RFC 4180 has them, and no others: a value in quotes may hold commas, ends of lines, and quotes
 * that are doubled; a quote anywhere else is a mistake. Lines end with CRLF or LF, the last one need not; spaces are part of
 * a value.
 */
final class CsvReader {

    private final String text;
    private final List<CsvRecord> records = new ArrayList<>();
    private int at;
    private int line = 1;

    private CsvReader(String text) {
        this.text = text;
    }

    /**
     * One record.
     *
     * @param line the line that it begins on, from 1
     * @param values at least one
     */
    record CsvRecord(int line, List<String> values) {}

    /** What is wrong, behind the number of the line. */
    static final class BadCsvException extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        BadCsvException(int line, String message) {
            super(line + ": " + message);
        }
    }

    /**
     * All records of a text, an empty line being one with an empty value.
     *
     * @throws BadCsvException if a quote is where none may be
     */
    static List<CsvRecord> read(String text) {
        CsvReader reader = new CsvReader(text);
        while (reader.at < text.length()) {
            reader.records.add(reader.row());
        }
        return reader.records;
    }

    private CsvRecord row() {
        int begin = line;
        List<String> values = new ArrayList<>();
        do {
            values.add(isAt('"') ? quoted() : plain());
        } while (skip(","));
        if (!skip("\r\n") && !skip("\n") && at < text.length()) {
            throw new BadCsvException(
                    line, "found text behind a quoted value; accepted: a comma or the end of the line there");
        }
        line++;
        return new CsvRecord(begin, values);
    }

    private String plain() {
        int begin = at;
        while (at < text.length() && !isAt(',') && !isAt('\n') && !text.startsWith("\r\n", at)) {
            if (isAt('"')) {
                throw new BadCsvException(
                        line, "found a quote inside a value; accepted: the value in quotes, with its quotes doubled");
            }
            at++;
        }
        return text.substring(begin, at);
    }

    private String quoted() {
        int begin = line;
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"' && !skip("\"")) {
                return value.toString();
            }
            value.append(c);
            line += c == '\n' ? 1 : 0;
        }
        throw new BadCsvException(
                begin, "found a quote that nothing closes; accepted: a quote at the end of the value");
    }

    private boolean isAt(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private boolean skip(String next) {
        boolean there = text.startsWith(next, at);
        at += there ? next.length() : 0;
        return there;
    }
}

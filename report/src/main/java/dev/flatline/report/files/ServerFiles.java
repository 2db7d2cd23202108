package dev.flatline.report.files;

import dev.flatline.core.measure.LineInput;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder {@code servers} of a run that started its servers, read as far as it can be: nothing in it stands in the way of a
 * report. What is missing, torn or foreign is left out and told in a note.
 */
final class ServerFiles {

    private static final String LIST = "replicas.tsv";
    private static final String LIST_COLUMNS = "replica\tname\timage\taddress";
    private static final String ENDS = "ends.tsv";
    private static final String ENDS_COLUMNS = "second\treplica\texit\toom\tcause";
    /** All of them end when the run does: that is written after the first report, and says nothing of it. */
    private static final String OVER = "the end of the run";

    private static final Pattern LOG = Pattern.compile("replica-([1-9][0-9]{0,3})\\.log");

    private static final int MOST_ROWS = 10_000;
    private static final int MOST_LOGS = 1_000;
    private static final int LAST_BYTES = 16 << 10;
    private static final int LAST_LINES = 20;
    private static final int LINE_CHARS = 300;

    private final Path folder;
    private final List<String> notes = new ArrayList<>();

    private ServerFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * What was found.
     *
     * @param table of the servers
     * @param notes what was not as it should be
     */
    record Found(ServerTable table, List<String> notes) {}

    /** Reads the folder of that name in a result folder; empty if there is none. */
    static Found read(Path results) {
        ServerFiles files = new ServerFiles(results.resolve(FileNames.SERVERS));
        if (!Files.isDirectory(files.folder, LinkOption.NOFOLLOW_LINKS)) {
            return new Found(ServerTable.EMPTY, List.of());
        }
        Map<Integer, ServerTable.Server> servers = new TreeMap<>();
        files.<ServerTable.Server>rows(LIST, LIST_COLUMNS, ServerFiles::server)
                .forEach(server -> servers.put(server.number(), server));
        List<ServerTable.End> ends = files.rows(ENDS, ENDS_COLUMNS, ServerFiles::end).stream()
                .filter(end -> !end.cause().equals(OVER))
                .toList();
        ends.forEach(end -> servers.computeIfAbsent(end.replica(), ServerTable.Server::unknown));
        files.logs()
                .forEach((number, lines) -> servers.merge(
                        number,
                        ServerTable.Server.unknown(number).saying(lines),
                        (known, log) -> known.saying(log.lastLines())));
        return new Found(new ServerTable(List.copyOf(servers.values()), ends), List.copyOf(files.notes));
    }

    private static ServerTable.Server server(String[] cells) {
        return new ServerTable.Server(number(cells[0]), clean(cells[1]), clean(cells[2]), clean(cells[3]), List.of());
    }

    private static ServerTable.End end(String[] cells) {
        double second = Double.parseDouble(cells[0]);
        if (!Double.isFinite(second) || !cells[3].matches("true|false")) {
            throw new NumberFormatException(cells[0]);
        }
        return new ServerTable.End(
                second, number(cells[1]), Integer.parseInt(cells[2]), cells[3].equals("true"), clean(cells[4]));
    }

    private static int number(String cell) {
        int number = Integer.parseInt(cell);
        if (number < 1) {
            throw new NumberFormatException(cell);
        }
        return number;
    }

    /** The rows of a table; a line that is none is left out, and how many were is told. */
    private <T> List<T> rows(String name, String columns, Function<String[], T> row) {
        Path file = folder.resolve(name);
        String shown = FileNames.SERVERS + "/" + name;
        List<T> rows = new ArrayList<>();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            notes.add(shown + " is missing from the folder.");
            return rows;
        }
        int strange = 0;
        try (LineInput lines = new LineInput(file)) {
            if (!columns.equals(lines.next())) {
                notes.add(shown + " is left out: its first line is not " + columns.replace('\t', ' ') + ".");
                return rows;
            }
            int width = columns.split("\t", -1).length;
            for (String line = lines.next(); line != null && rows.size() < MOST_ROWS; line = lines.next()) {
                try {
                    String[] cells = line.split("\t", -1);
                    if (cells.length != width) {
                        throw new NumberFormatException(line);
                    }
                    rows.add(row.apply(cells));
                } catch (NumberFormatException foreign) {
                    strange++;
                }
            }
            if (lines.torn() > 0) {
                notes.add(Shown.torn(shown));
            }
        } catch (IOException e) {
            notes.add(shown + " is left out: " + ResultFolderException.reason(e) + ".");
        }
        if (strange > 0) {
            notes.add(shown + " has " + strange
                    + (strange == 1 ? " line that is no row, and was" : " lines that are no rows, and were")
                    + " left out.");
        }
        return rows;
    }

    /** The last lines of each log, by the number of its server. */
    private Map<Integer, List<String>> logs() {
        Map<Integer, List<String>> logs = new TreeMap<>();
        try (Stream<Path> inside = Files.list(folder)) {
            inside.limit(MOST_LOGS).forEach(file -> {
                Matcher name = LOG.matcher(file.getFileName().toString());
                if (name.matches() && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    logs.put(Integer.parseInt(name.group(1)), lastLines(file));
                }
            });
        } catch (IOException e) {
            notes.add(FileNames.SERVERS + " cannot be listed: " + ResultFolderException.reason(e) + ".");
        }
        return logs;
    }

    private List<String> lastLines(Path file) {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, log.length() - LAST_BYTES);
            byte[] bytes = new byte[(int) (log.length() - from)];
            log.seek(from);
            log.readFully(bytes);
            List<String> lines = new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .skip(from > 0 ? 1 : 0)
                    .map(ServerFiles::clean)
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        } catch (IOException e) {
            notes.add(FileNames.SERVERS + "/" + file.getFileName() + " is left out: " + ResultFolderException.reason(e)
                    + ".");
            return List.of();
        }
    }

    /** A line as far as it is shown, without colours and whatever else would spoil where it is shown. */
    private static String clean(String line) {
        String plain = line.replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]", "").stripTrailing();
        StringBuilder shown = new StringBuilder();
        plain.codePoints().limit(LINE_CHARS).forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return plain.codePointCount(0, plain.length()) > LINE_CHARS
                ? shown.append('…').toString()
                : shown.toString();
    }
}

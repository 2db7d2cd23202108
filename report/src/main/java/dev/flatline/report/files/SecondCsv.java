package dev.flatline.report.files;

import dev.flatline.core.measure.Second;
import java.util.Optional;

/** A second of a run as a row of {@code timeline.csv}. */
final class SecondCsv {

    static final String HEADER = "second,open,server_open,ghosts,attempts,opened,failed,lost,heartbeats,messages";
    private static final int COLUMNS = 10;

    private SecondCsv() {}

    static String row(Second s) {
        return s.second() + "," + s.open() + "," + seen(s.serverOpen()) + "," + seen(s.ghosts()) + "," + s.attempts()
                + "," + s.opened() + "," + s.failed() + "," + s.lost() + "," + s.heartbeats() + "," + s.messages()
                + "\n";
    }

    /** An empty cell where nobody saw: a zero would be a lie. */
    private static String seen(int count) {
        return count == Second.UNSEEN ? "" : Integer.toString(count);
    }

    /** Empty if the line is no row. */
    static Optional<Second> parse(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Second(
                    Integer.parseInt(cells[0]),
                    Integer.parseInt(cells[1]),
                    cells[2].isEmpty() ? Second.UNSEEN : Integer.parseInt(cells[2]),
                    cells[3].isEmpty() ? Second.UNSEEN : Integer.parseInt(cells[3]),
                    Long.parseLong(cells[4]),
                    Long.parseLong(cells[5]),
                    Long.parseLong(cells[6]),
                    Long.parseLong(cells[7]),
                    Long.parseLong(cells[8]),
                    Long.parseLong(cells[9])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

package dev.flatline.report.files;

import dev.flatline.core.measure.Second;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code timeline.csv}, read back. A last line that a kill tore is left out and counted; any other line that is no row
 * means that the file is not ours or was damaged.
 *
 * @param seconds the rows, in order
 * @param torn lines left out: 0 or 1
 */
record TimelineFile(List<Second> seconds, int torn) {

    static TimelineFile read(Path file) throws ResultFolderException {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new ResultFolderException("cannot read " + file + ": " + ResultFolderException.reason(e), e);
        }
        String[] lines = text.split("\n", -1);
        if (!lines[0].equals(SecondCsv.HEADER)) {
            throw new ResultFolderException(file + " is not a timeline: its first line is not " + SecondCsv.HEADER);
        }
        List<Second> seconds = new ArrayList<>();
        // What follows the last line break is empty in a whole file; in a torn one it is half a row.
        int whole = lines.length - 1;
        for (int line = 1; line < whole; line++) {
            Optional<Second> second = SecondCsv.parse(lines[line]);
            if (second.isEmpty()) {
                throw new ResultFolderException(file + " line " + (line + 1) + " is no row of a timeline: found '"
                        + lines[line] + "', expected " + SecondCsv.HEADER);
            }
            seconds.add(second.get());
        }
        return new TimelineFile(List.copyOf(seconds), lines[whole].isEmpty() || whole == 0 ? 0 : 1);
    }
}

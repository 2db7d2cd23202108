package dev.flatline.report.files;

import dev.flatline.core.measure.LineInput;
import dev.flatline.core.measure.Second;
import java.io.IOException;
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
        try (LineInput lines = new LineInput(file)) {
            if (!SecondCsv.HEADER.equals(lines.next())) {
                throw new ResultFolderException(file + " is not a timeline: its first line is not " + SecondCsv.HEADER);
            }
            List<Second> seconds = new ArrayList<>();
            for (String line = lines.next(); line != null; line = lines.next()) {
                Optional<Second> second = SecondCsv.parse(line);
                if (second.isEmpty()) {
                    throw new ResultFolderException(file + " line " + lines.number()
                            + " is no row of a timeline: found '" + Shown.of(line) + "', expected " + SecondCsv.HEADER);
                }
                seconds.add(second.get());
            }
            return new TimelineFile(List.copyOf(seconds), lines.torn());
        } catch (IOException e) {
            throw ResultFolderException.reading(file, e);
        }
    }
}

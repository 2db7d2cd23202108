package dev.flatline.chaos.rollback;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of a journal on the disk. By one thread at a time, which holds the lease. */
final class JournalLines {

    private static final long MOST_BYTES = 64L << 20;

    private final RandomAccessFile file;
    private boolean broken;

    JournalLines(RandomAccessFile file) {
        this.file = file;
    }

    /**
     * What a file says.
     *
     * @param entries the lines that are whole
     * @param damaged the numbers, from 1, of lines that are not, the last one left out
     * @param torn whether the last line is not whole: who wrote it did not come to act
     */
    record Content(List<Entry> entries, List<Integer> damaged, boolean torn) {

        /** Copies. */
        Content {
            entries = List.copyOf(entries);
            damaged = List.copyOf(damaged);
        }
    }

    /**
     * Appends a line and waits until it is on the disk. What fails is taken back; where that fails, too, nothing more is
     * written, because it would continue a torn line.
     */
    void append(Entry entry) throws IOException {
        if (broken) {
            throw new IOException("an earlier line could not be written, and not be taken back");
        }
        long end = file.length();
        try {
            file.seek(end);
            file.write((Entry.text(entry) + "\n").getBytes(StandardCharsets.UTF_8));
            file.getFD().sync();
        } catch (IOException e) {
            takeBack(end, e);
            throw e;
        }
    }

    private void takeBack(long end, IOException why) {
        try {
            file.setLength(end);
            file.getFD().sync();
        } catch (IOException e) {
            broken = true;
            why.addSuppressed(e);
        }
    }

    /** Reads all; empty if it is larger than any journal. */
    Optional<Content> read() throws IOException {
        if (file.length() > MOST_BYTES) {
            return Optional.empty();
        }
        byte[] bytes = new byte[(int) file.length()];
        file.seek(0);
        file.readFully(bytes);
        List<Entry> entries = new ArrayList<>();
        List<Integer> damaged = new ArrayList<>();
        int number = 0;
        for (int from = 0; from < bytes.length; ) {
            int end = from;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            number++;
            boolean last = end + 1 >= bytes.length;
            Optional<Entry> entry = end == bytes.length
                    ? Optional.empty()
                    : Entry.parse(new String(bytes, from, end - from, StandardCharsets.UTF_8));
            if (entry.isEmpty() && last) {
                return Optional.of(new Content(entries, damaged, true));
            }
            entry.ifPresent(entries::add);
            if (entry.isEmpty()) {
                damaged.add(number);
            }
            from = end + 1;
        }
        return Optional.of(new Content(entries, damaged, false));
    }

    /** Cuts the last line off, which is torn, so that the next one does not continue it. */
    void cutTorn() throws IOException {
        long end = Math.max(0, file.length() - 1);
        while (end > 0 && byteAt(end - 1) != '\n') {
            end--;
        }
        file.setLength(end);
    }

    private int byteAt(long position) throws IOException {
        file.seek(position);
        return file.read();
    }
}

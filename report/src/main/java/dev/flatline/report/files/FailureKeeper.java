package dev.flatline.report.files;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Keeps the first failure of a stream: a {@link java.io.PrintStream} over it says that there was one, and not which. */
final class FailureKeeper extends FilterOutputStream {

    private volatile @Nullable IOException failure;

    FailureKeeper(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            if (failure == null) {
                failure = e;
            }
            throw e;
        }
    }

    /** What went wrong first; null if nothing has. */
    @Nullable IOException failure() {
        return failure;
    }
}

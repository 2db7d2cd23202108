package dev.flatline.wire.tcp;

import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;

/**
 * Reads a table of sockets as {@code /proc/net/tcp} and {@code tcp6} show it, one byte after the other, and counts the rows
 * of some local ports and those of some remote ports. Of a row it looks at the second and third column (local and remote address,
 * colon, port), the fourth (state) and the fifth (sent and received bytes that wait, with a colon between; of a listener the
 * latter is its accept queue). All are hexadecimal; the address may have any length.
 */
final class SocketTable {

    private static final int CHUNK_BYTES = 1 << 16;
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int QUEUES = 4;

    private final BitSet local;
    private final BitSet remote;
    private final int maxRows;
    private final int[] byNumber = new int[TcpState.NUMBERS];
    private final int[] remoteByNumber = new int[TcpState.NUMBERS];
    private long acceptQueue;
    private int rows;

    private boolean heading;
    private boolean inWord;
    private int column;
    /** The hexadecimal digits of the current word behind its last colon, as a number. */
    private long number;

    private int rowPort;
    private int rowRemotePort;
    private int rowState;

    /** Counts the rows of these ports, on either side, and gives up beyond a number of rows of any port. */
    SocketTable(BitSet local, BitSet remote, int maxRows) {
        this.local = local;
        this.remote = remote;
        this.maxRows = maxRows;
    }

    /**
     * Adds the rows of a file; the last one counts only if its line is complete.
     *
     * @throws IOException if it cannot be read, is no such table, or has too many rows
     */
    void add(InputStream in) throws IOException {
        heading = true;
        nextRow();
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
            for (int index = 0; index < length; index++) {
                add(chunk[index]);
            }
        }
        if (heading) {
            throw new IOException("it is empty");
        }
    }

    int count(TcpState state) {
        return byNumber[state.number()];
    }

    /** The same of the sockets whose remote port is one of those. */
    int remoteCount(TcpState state) {
        return remoteByNumber[state.number()];
    }

    /** Sum over the listeners of the local ports. */
    long acceptQueue() {
        return acceptQueue;
    }

    private void add(byte next) throws IOException {
        if (next == '\n') {
            endRow();
        } else if (!heading && column <= QUEUES) {
            if (next == ' ') {
                endWord();
            } else {
                inWord = true;
                number = next == ':' ? 0 : number << 4 | digit(next);
            }
        }
    }

    private int digit(byte next) throws IOException {
        int digit = Character.digit(next, 16);
        if (digit < 0) {
            throw noSocket();
        }
        return digit;
    }

    private void endWord() throws IOException {
        if (!inWord) {
            return;
        }
        if (column == LOCAL) {
            rowPort = (int) number;
        } else if (column == REMOTE) {
            rowRemotePort = (int) number;
        } else if (column == STATE) {
            rowState = (int) number;
        } else if (column == QUEUES) {
            countRow();
        }
        inWord = false;
        number = 0;
        column++;
    }

    private void countRow() throws IOException {
        boolean ours = local.get(rowPort);
        boolean theirs = remote.get(rowRemotePort);
        if (!ours && !theirs) {
            return;
        }
        TcpState state = TcpState.of(rowState);
        if (state == null) {
            throw noSocket();
        }
        remoteByNumber[state.number()] += theirs ? 1 : 0;
        byNumber[state.number()] += ours ? 1 : 0;
        if (ours && state == TcpState.LISTEN) {
            acceptQueue += number;
        }
    }

    private void endRow() throws IOException {
        if (!heading) {
            endWord();
            if (column <= QUEUES) {
                throw noSocket();
            }
            if (++rows > maxRows) {
                throw new IOException("more than " + maxRows + " sockets");
            }
        }
        heading = false;
        nextRow();
    }

    private IOException noSocket() {
        return new IOException("row " + (rows + 1) + " is no socket");
    }

    private void nextRow() {
        inWord = false;
        number = 0;
        column = 0;
    }
}

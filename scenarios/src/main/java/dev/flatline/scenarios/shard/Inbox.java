package dev.flatline.scenarios.shard;

import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What the threads that read processes hand to the one that merges; bounded by how much each of them may have in it. */
final class Inbox {

    /** How many pieces of one process may wait: beyond that it is not read, and then its event loops wait. */
    static final int PIECES_EACH = 16;

    final BlockingQueue<Item> items = new LinkedBlockingQueue<>();

    /** What comes from a process. */
    sealed interface Item {
        /** Which process. */
        int stream();
    }

    /** Events. */
    record Events(int stream, ByteBuffer records, long watermarkNanos, long receivedNanos, Runnable onTold)
            implements Item {}

    /** Nothing more. */
    record End(int stream) implements Item {}
}

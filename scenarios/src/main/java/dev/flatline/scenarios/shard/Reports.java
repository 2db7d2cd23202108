package dev.flatline.scenarios.shard;

import dev.flatline.core.measure.shard.EventBuffer;
import dev.flatline.scenarios.FlatlineException;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** What a process tells its parent, as frames: a type (1 byte), a length (4), and that many bytes. From any thread. */
public final class Reports {

    static final int READY = 1;
    static final int REFUSED = 2;
    static final int CLOCK = 3;
    static final int EVENTS = 4;
    static final int SUMMARY = 5;

    private static final int MOST_CHARS = 10_000;

    private final DataOutputStream out;

    /** Writes to what the parent reads. */
    public Reports(OutputStream out) {
        this.out = new DataOutputStream(new BufferedOutputStream(out, 1 << 13));
    }

    /** Everything is set up. */
    public synchronized void ready(int port, String transport) throws IOException {
        Body body = new Body();
        body.out().writeInt(port);
        body.out().writeUTF(transport);
        write(READY, body);
    }

    /** It cannot begin, for a reason that a user can do something about. */
    public synchronized void refused(FlatlineException reason) throws IOException {
        Body body = new Body();
        body.out().writeUTF(reason.status().name());
        String text = reason.text();
        body.out().writeUTF(text.substring(0, Math.min(text.length(), MOST_CHARS)));
        write(REFUSED, body);
    }

    /** What the clock says. */
    public synchronized void clock(long nanos) throws IOException {
        Body body = new Body();
        body.out().writeLong(nanos);
        write(CLOCK, body);
    }

    /** What happened. */
    public synchronized void events(EventBuffer.Batch batch) throws IOException {
        ByteBuffer records = batch.records();
        out.writeByte(EVENTS);
        out.writeInt(Long.BYTES + records.remaining());
        out.writeLong(batch.watermarkNanos());
        out.write(records.array(), records.arrayOffset() + records.position(), records.remaining());
        out.flush();
    }

    /** How it went; the last thing that is told. */
    public synchronized void summary(ShardSummary summary) throws IOException {
        Body body = new Body();
        summary.write(body.out());
        write(SUMMARY, body);
    }

    private void write(int type, Body body) throws IOException {
        out.writeByte(type);
        out.writeInt(body.bytes().length);
        out.write(body.bytes());
        out.flush();
    }
}

package dev.flatline.core.measure.shard;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.measure.EventLoopPart;
import dev.flatline.core.measure.ProcessorUse;
import java.nio.ByteBuffer;

/**
 * Writes every event as a record of a fixed length. May be told from any thread.
 *
 * <p>Numbers of connections are made unique over all processes that tell of the same run: number × processes + process.
 * Instants are told on the clock of whoever reads them.
 */
public final class EventEncoder implements ShardEvents {

    private final EventBuffer buffer;
    private final int process;
    private final int processes;
    private final long shiftNanos;

    /**
     * Encodes what the process with an index from 0, one of so many, tells.
     *
     * @param shiftNanos what the clock of the reader shows when the one here shows 0
     */
    public EventEncoder(EventBuffer buffer, int process, int processes, long shiftNanos) {
        this.buffer = buffer;
        this.process = process;
        this.processes = processes;
        this.shiftNanos = shiftNanos;
    }

    /** To be called, and its result to be used, under the lock of the buffer. */
    private ByteBuffer record(EventKind kind, long nowNanos, int whom) {
        return buffer.claim(kind.bytes)
                .put(kind.code)
                .putLong(nowNanos + shiftNanos)
                .putInt(whom);
    }

    private void tell(EventKind kind, long nowNanos, int whom) {
        synchronized (buffer) {
            record(kind, nowNanos, whom);
        }
    }

    private void tell(EventKind kind, long nowNanos, int whom, long firstNanos, long secondNanos) {
        synchronized (buffer) {
            record(kind, nowNanos, whom).putLong(firstNanos + shiftNanos).putLong(secondNanos + shiftNanos);
        }
    }

    private long unique(long connection) {
        return connection * processes + process;
    }

    @Override
    public void attempted(int client, boolean retry, long intendedNanos, long nowNanos) {
        synchronized (buffer) {
            record(EventKind.ATTEMPTED, nowNanos, client)
                    .put((byte) (retry ? 1 : 0))
                    .putLong(intendedNanos + shiftNanos);
        }
    }

    @Override
    public void opened(int client, ConnectTimes times) {
        synchronized (buffer) {
            record(EventKind.OPENED, times.openedNanos(), client)
                    .putLong(times.intendedNanos() + shiftNanos)
                    .putLong(times.startedNanos() + shiftNanos)
                    .putLong(times.connectedNanos() + shiftNanos)
                    .putLong(times.securedNanos() + shiftNanos)
                    .putLong(times.upgradedNanos() + shiftNanos);
        }
    }

    @Override
    public void answered(int client, long nowNanos) {
        tell(EventKind.ANSWERED, nowNanos, client);
    }

    @Override
    public void heartbeatSent(int client, long intendedNanos, long nowNanos) {
        synchronized (buffer) {
            record(EventKind.HEARTBEAT_SENT, nowNanos, client).putLong(intendedNanos + shiftNanos);
        }
    }

    @Override
    public void heartbeatAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {
        tell(EventKind.HEARTBEAT_ANSWERED, nowNanos, client, intendedNanos, sentNanos);
    }

    @Override
    public void messageSent(int client, long intendedNanos, long nowNanos) {
        synchronized (buffer) {
            record(EventKind.MESSAGE_SENT, nowNanos, client).putLong(intendedNanos + shiftNanos);
        }
    }

    @Override
    public void messageSkipped(int client, long nowNanos) {
        tell(EventKind.MESSAGE_SKIPPED, nowNanos, client);
    }

    @Override
    public void messageAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {
        tell(EventKind.MESSAGE_ANSWERED, nowNanos, client, intendedNanos, sentNanos);
    }

    @Override
    public void messageReceived(
            int client, int sender, long sequence, long intendedNanos, long sentNanos, long nowNanos) {
        synchronized (buffer) {
            record(EventKind.MESSAGE_RECEIVED, nowNanos, client)
                    .putInt(sender)
                    .putLong(sequence)
                    .putLong(intendedNanos + shiftNanos)
                    .putLong(sentNanos + shiftNanos);
        }
    }

    @Override
    public void left(int client, long nowNanos) {
        tell(EventKind.LEFT, nowNanos, client);
    }

    @Override
    public void attemptFailed(int client, CloseCause cause, int code, long nowNanos) {
        ended(EventKind.ATTEMPT_FAILED, client, cause, code, nowNanos);
    }

    @Override
    public void lost(int client, CloseCause cause, int code, long nowNanos) {
        ended(EventKind.LOST, client, cause, code, nowNanos);
    }

    private void ended(EventKind kind, int client, CloseCause cause, int code, long nowNanos) {
        synchronized (buffer) {
            record(kind, nowNanos, client).put(Codes.of(cause)).putInt(code);
        }
    }

    @Override
    public void backingOff(int client, long delayNanos, long nowNanos) {
        synchronized (buffer) {
            record(EventKind.BACKING_OFF, nowNanos, client).putLong(delayNanos);
        }
    }

    @Override
    public void gaveUp(int client, CloseCause cause, int code, long nowNanos) {
        ended(EventKind.GAVE_UP, client, cause, code, nowNanos);
    }

    @Override
    public void serverOpened(int client, long connection, long nowNanos) {
        synchronized (buffer) {
            record(EventKind.SERVER_OPENED, nowNanos, client).putLong(unique(connection));
        }
    }

    @Override
    public void serverClosed(int client, long connection, CloseCause cause, long nowNanos) {
        synchronized (buffer) {
            record(EventKind.SERVER_CLOSED, nowNanos, client)
                    .putLong(unique(connection))
                    .put(Codes.of(cause));
        }
    }

    @Override
    public void serverPushed(int client, long nowNanos) {
        tell(EventKind.SERVER_PUSHED, nowNanos, client);
    }

    @Override
    public void faultBegan(ScheduledFault fault, long nowNanos) {
        tell(EventKind.FAULT_BEGAN, nowNanos, fault.index());
    }

    @Override
    public void faultHit(ScheduledFault fault, int client, long connection, long nowNanos) {
        synchronized (buffer) {
            record(EventKind.FAULT_HIT, nowNanos, fault.index()).putInt(client).putLong(unique(connection));
        }
    }

    @Override
    public void faultEscaped(ScheduledFault fault, int client, long nowNanos) {
        synchronized (buffer) {
            record(EventKind.FAULT_ESCAPED, nowNanos, fault.index()).putInt(client);
        }
    }

    @Override
    public void faultEnded(ScheduledFault fault, long nowNanos) {
        tell(EventKind.FAULT_ENDED, nowNanos, fault.index());
    }

    @Override
    public void tick(EventLoopPart part, long intendedNanos, long nowNanos) {
        synchronized (buffer) {
            record(EventKind.TICK, nowNanos, Codes.of(part)).putLong(intendedNanos + shiftNanos);
        }
    }

    @Override
    public void generatorPaused(long nanos) {
        synchronized (buffer) {
            recordNow(EventKind.GENERATOR_PAUSED).putLong(nanos);
        }
    }

    @Override
    public void processors(ProcessorUse use) {
        synchronized (buffer) {
            recordNow(EventKind.PROCESSORS)
                    .putDouble(use.own())
                    .putDouble(use.ownOfAll())
                    .putDouble(use.all());
        }
    }

    /** For what has no instant: that at which it is told. */
    private ByteBuffer recordNow(EventKind kind) {
        return record(kind, buffer.nanoTime() - shiftNanos, 0);
    }
}

package dev.flatline.core.connection;

import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a server sends of its own accord: message k of a client is due at {@code phase + k × interval} from the
 * origin, and leaves if the server has a connection of that client then, on the newest one. What falls due without one is not
 * sent, and is no loss. Phases spread the clients evenly (multiples of the golden ratio). One alarm serves all clients.
 *
 * <p>Confined to its {@link Timers}.
 *
 * @param <C> a connection of the server
 */
public final class PushClock<C> {

    private static final double GOLDEN_RATIO = 0.6180339887498949;

    private final LoadPlan load;
    private final Timers timers;
    private final long originNanos;
    private final Sender<C> sender;
    private final Map<Integer, Next<C>> open = new HashMap<>();
    private final PriorityQueue<Next<C>> queue = new PriorityQueue<>();
    private final Map<Integer, Long> sequences = new HashMap<>();
    private @Nullable Alarm alarm;
    private long armedNanos;

    /** What sends a message. */
    @FunctionalInterface
    public interface Sender<C> {

        /** Sends this text on this connection now. */
        void send(int client, C connection, byte[] utf8);
    }

    /** Creates a clock that sends to nobody yet; its dues count from now. */
    public PushClock(LoadPlan load, Timers timers, Sender<C> sender) {
        this.load = load;
        this.timers = timers;
        this.originNanos = timers.nanoTime();
        this.sender = sender;
    }

    /** A connection of a client opened: from now on its messages go there. */
    public void opened(int client, C connection) {
        if (client < 0 || client >= load.clients()) {
            return;
        }
        MessagePlan plan = load.groupOf(client).client().messages();
        if (plan.are(MessagePlan.Kind.PUSH)) {
            drop(client);
            Next<C> next = new Next<>(client, connection, plan, firstDue(client, plan));
            open.put(client, next);
            queue.add(next);
            arm();
        }
    }

    /** A connection of a client is over. */
    public void closed(int client, C connection) {
        Next<C> next = open.get(client);
        if (next != null && next.connection.equals(connection)) {
            drop(client);
        }
    }

    private void drop(int client) {
        Next<C> next = open.remove(client);
        if (next != null) {
            next.over = true;
        }
    }

    /** The first one that is due from now on. */
    private long firstDue(int client, MessagePlan plan) {
        double share = client * GOLDEN_RATIO % 1;
        long phase = originNanos + (long) (share * plan.intervalNanos());
        long since = timers.nanoTime() - phase;
        long missed = since <= 0 ? 0 : (since + plan.intervalNanos() - 1) / plan.intervalNanos();
        return phase + missed * plan.intervalNanos();
    }

    /** Sends all that is due: a late alarm sends late, and the lateness is measured, but nothing is left out. */
    private void send() {
        alarm = null;
        long now = timers.nanoTime();
        for (Next<C> next = queue.peek(); next != null && next.dueNanos - now <= 0; next = queue.peek()) {
            queue.remove();
            if (!next.over) {
                long sequence = sequences.merge(next.client, 1L, Long::sum) - 1;
                PushText text = new PushText(ConnectionEvents.SERVER, sequence, next.dueNanos, now);
                byte[] utf8 = text.earlier(-timers.zeroNanos()).write(next.plan.bytes());
                sender.send(next.client, next.connection, utf8);
                next.dueNanos += next.plan.intervalNanos();
                queue.add(next);
            }
        }
        arm();
    }

    private void arm() {
        Next<C> next = queue.peek();
        if (next != null && (alarm == null || next.dueNanos - armedNanos < 0)) {
            stop();
            armedNanos = next.dueNanos;
            alarm = timers.after(next.dueNanos - timers.nanoTime(), this::send);
        }
    }

    /** Sends nothing more until the next connection opens. */
    public void stop() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }

    /** The next message of a client with a connection. */
    private static final class Next<C> implements Comparable<Next<C>> {

        private final int client;
        private final C connection;
        private final MessagePlan plan;
        private long dueNanos;
        private boolean over;

        Next(int client, C connection, MessagePlan plan, long dueNanos) {
            this.client = client;
            this.connection = connection;
            this.plan = plan;
            this.dueNanos = dueNanos;
        }

        @Override
        public int compareTo(Next<C> other) {
            long difference = dueNanos - other.dueNanos;
            return difference != 0 ? Long.signum(difference) : Integer.compare(client, other.client);
        }
    }
}

package dev.flatline.core.connection;

import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends the steady messages of one client at their intended times: message k is due at {@code first + k × interval},
 * whatever became of the ones before. A message that falls due without an open connection is skipped and counted. Those for a
 * room are numbered as they leave, so that a number that is missing there is a message that was lost.
 */
final class MessageClock {

    private final int client;
    private final MessagePlan plan;
    private final Timers timers;
    private final Consumer<byte[]> sender;
    private final ConnectionEvents events;
    private long firstNanos;
    private long sequence;
    private long sent;
    private boolean open;
    private boolean away;
    private @Nullable Alarm alarm;

    MessageClock(int client, MessagePlan plan, Timers timers, Consumer<byte[]> sender, ConnectionEvents events) {
        this.client = client;
        this.plan = plan;
        this.timers = timers;
        this.sender = sender;
        this.events = events;
    }

    /** Draws the phase and starts. */
    void start(RandomGenerator random) {
        if (plan.sends()) {
            long phase = random.nextLong(plan.intervalNanos());
            firstNanos = timers.nanoTime() + phase;
            alarm = timers.after(phase, this::send);
        }
    }

    void open(boolean isOpen) {
        open = isOpen;
    }

    /** Whether the client is away by its own choice: it has nothing to say then, and nothing that falls due is skipped. */
    void away(boolean isAway) {
        away = isAway;
        open = false;
    }

    void stop() {
        if (alarm != null) {
            alarm.cancel();
        }
    }

    /** Whether this is the echo of a message that was sent. Other text is none of our business. */
    boolean isEcho(byte[] utf8) {
        long number = EchoText.sequence(utf8);
        return number >= 0 && number < sequence && EchoText.sentNanos(utf8) >= 0;
    }

    /** What a message says that somebody sent to this client, who expects such messages; empty for all else. */
    Optional<PushText> push(byte[] utf8) {
        return plan.happen() && plan.kind() != MessagePlan.Kind.ECHO
                ? PushText.read(utf8).map(text -> text.earlier(timers.zeroNanos()))
                : Optional.empty();
    }

    /** An echo came back. */
    void answered(byte[] echo, long nowNanos) {
        long number = EchoText.sequence(echo);
        events.messageAnswered(client, dueNanos(number), firstNanos + EchoText.sentNanos(echo), nowNanos);
    }

    /** Sends all that is due: a late alarm sends late, and the lateness is measured, but nothing is left out. */
    private void send() {
        long now = timers.nanoTime();
        while (now - dueNanos(sequence) >= 0) {
            if (open) {
                sender.accept(text(now));
                events.messageSent(client, dueNanos(sequence), now);
            } else if (!away) {
                events.messageSkipped(client, now);
            }
            sequence++;
        }
        alarm = timers.after(dueNanos(sequence) - now, this::send);
    }

    private byte[] text(long nowNanos) {
        return plan.kind() == MessagePlan.Kind.ROOM
                ? new PushText(client, sent++, dueNanos(sequence), nowNanos)
                        .earlier(-timers.zeroNanos())
                        .write(plan.bytes())
                : EchoText.write(sequence, nowNanos - firstNanos, plan.bytes());
    }

    private long dueNanos(long number) {
        return firstNanos + number * plan.intervalNanos();
    }
}

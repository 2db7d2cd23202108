package dev.flatline.simulation;

import dev.flatline.core.fault.DeliveryLine;
import dev.flatline.core.fault.Impairment;
import dev.flatline.core.time.Timers;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One direction of a simulated connection: a {@link DeliveryLine} that empties itself when its frames are due. */
final class SimulatedWire {

    private final Timers timers;
    private final DeliveryLine<Frame> line;
    private final Consumer<Frame> receiver;
    private long armedNanos = Impairment.HELD;

    SimulatedWire(Timers timers, RandomGenerator random, Impairment impairment, Consumer<Frame> receiver) {
        this.timers = timers;
        this.line = new DeliveryLine<>(random);
        this.receiver = receiver;
        line.impair(impairment, timers.nanoTime());
    }

    void send(Frame frame) {
        line.offer(frame, frame.bytes(), timers.nanoTime());
        arm();
    }

    void impair(Impairment impairment) {
        line.impair(impairment, timers.nanoTime());
        arm();
    }

    /** Throws away what is under way; what comes after it suffers only this. */
    void clear(Impairment impairment) {
        @Nullable Frame lost;
        do {
            lost = line.drain();
        } while (lost != null);
        line.impair(impairment, timers.nanoTime());
    }

    /** An alarm that is no longer right fires and finds nothing due. */
    private void arm() {
        long next = line.nextNanos();
        if (next != Impairment.HELD && (armedNanos == Impairment.HELD || next < armedNanos)) {
            armedNanos = next;
            timers.after(next - timers.nanoTime(), this::deliver);
        }
    }

    private void deliver() {
        armedNanos = Impairment.HELD;
        @Nullable Frame frame = line.poll(timers.nanoTime());
        while (frame != null) {
            receiver.accept(frame);
            frame = line.poll(timers.nanoTime());
        }
        arm();
    }
}

package dev.flatline.chaos.toxic;

import dev.flatline.core.fault.Impairment;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** Several stages at the place of one, each in front of the next. */
public final class SeriesStage implements Stage {

    private final List<Stage> stages;

    /**
     * A series.
     *
     * @param stages from the first to the last, at least one; each passes on to the one behind it, the last to the outlet
     */
    public SeriesStage(List<Stage> stages) {
        this.stages = List.copyOf(stages);
    }

    @Override
    public void bytes(ByteBuf bytes, long atNanos) {
        stages.get(0).bytes(bytes, atNanos);
    }

    @Override
    public void end(End end, long atNanos) {
        stages.get(0).end(end, atNanos);
    }

    @Override
    public long nextNanos() {
        long next = Impairment.HELD;
        for (Stage stage : stages) {
            long due = stage.nextNanos();
            if (due != Impairment.HELD && (next == Impairment.HELD || due - next < 0)) {
                next = due;
            }
        }
        return next;
    }

    @Override
    public void run(long nowNanos) {
        stages.forEach(stage -> stage.run(nowNanos));
    }

    @Override
    public long heldBytes() {
        return stages.stream().mapToLong(Stage::heldBytes).sum();
    }

    @Override
    public boolean delays() {
        return stages.stream().allMatch(stage -> stage.delays() || stage.heldBytes() == 0);
    }

    @Override
    public boolean reads() {
        return stages.stream().allMatch(Stage::reads);
    }

    @Override
    public void release(long nowNanos) {
        stages.forEach(stage -> stage.release(nowNanos));
    }

    @Override
    public void drop() {
        stages.forEach(Stage::drop);
    }
}

package dev.flatline.scenarios.replica;

import dev.flatline.chaos.kernel.KernelLoss;
import dev.flatline.chaos.kernel.PacketLoss;
import dev.flatline.chaos.rollback.Rollback;
import dev.flatline.chaos.rollback.RollbackException;
import dev.flatline.chaos.rollback.RollbackJournal;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The packets that a run, or a proxy by itself, has the kernel drop, with a rollback journal that is opened with the first. */
public final class LostPackets implements AutoCloseable {

    private final RunHome home;
    private final String name;
    private final Clock clock;
    private final KernelLoss loss;
    private volatile @Nullable RollbackJournal journal;

    /**
     * Nothing is dropped yet, and nothing opened.
     *
     * @param name a unique one
     * @param processAt the process that serves at an address, if it may be in a network namespace of its own
     * @param onFailure takes a line when packets cannot be dropped after all, or not be let through again
     */
    public LostPackets(
            RunHome home,
            String name,
            Clock clock,
            Function<InetSocketAddress, OptionalLong> processAt,
            Consumer<String> onFailure) {
        this.home = home;
        this.name = name;
        this.clock = clock;
        this.loss = new KernelLoss(name, this::open, processAt, onFailure);
    }

    /** Who has them dropped. */
    public PacketLoss loss() {
        return loss;
    }

    private Rollback open() throws RollbackException {
        RollbackJournal opened = RollbackJournal.open(home.state(), name + "-packets", clock.instant(), Healers.all());
        journal = opened;
        return opened;
    }

    /** Lets everything pass again, and waits for that. */
    @Override
    public void close() {
        RollbackException failure = null;
        try {
            loss.close();
        } catch (RollbackException e) {
            failure = e;
        }
        RollbackJournal opened = journal;
        if (opened != null) {
            try {
                opened.close();
                failure = null;
            } catch (RollbackException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw new FlatlineException(ExitStatus.MACHINE, String.valueOf(failure.getMessage()), failure);
        }
    }
}

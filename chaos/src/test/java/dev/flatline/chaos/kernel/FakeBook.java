package dev.flatline.chaos.kernel;

import dev.flatline.chaos.rollback.Rollback;
import dev.flatline.chaos.rollback.RollbackException;
import dev.flatline.chaos.rollback.Undo;
import java.util.ArrayList;
import java.util.List;

/** A rollback in memory, with the healer over an nft. */
final class FakeBook implements Rollback, KernelLoss.Book {

    private record Written(Undo undo) implements Step {}

    private final KernelHealer healer;
    private final FakeNft nft;
    private final List<String> events = new ArrayList<>();

    FakeBook(FakeNft nft) {
        this.nft = nft;
        this.healer = new KernelHealer(nft);
    }

    @Override
    public Rollback open() {
        return this;
    }

    @Override
    public synchronized Step before(Undo undo) {
        events.add("written with " + nft.tables().size() + " tables made");
        return new Written(undo);
    }

    @Override
    public synchronized void undo(Step step) throws RollbackException {
        try {
            healer.heal(((Written) step).undo);
            events.add("undone");
        } catch (Exception e) {
            throw new RollbackException(String.valueOf(e.getMessage()), e);
        }
    }

    synchronized List<String> events() {
        return List.copyOf(events);
    }
}

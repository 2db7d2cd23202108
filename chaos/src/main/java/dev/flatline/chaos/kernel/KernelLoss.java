package dev.flatline.chaos.kernel;

import dev.flatline.chaos.kernel.LossPlan.Placed;
import dev.flatline.chaos.rollback.Rollback;
import dev.flatline.chaos.rollback.RollbackException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Has the kernel drop packets, by a table of nftables in this process's network namespace, and in that of each server in one of
 * its own. A thread of its own feeds nft: what is asked for while it is at work goes into the next script, all of it.
 */
public final class KernelLoss implements PacketLoss, AutoCloseable {

    /** Four for each connection through a proxy on this machine. */
    static final int MOST_PATHS = 100_000;

    private static final long CLOSING_SECONDS = 15;

    /** Where what is done is written down. */
    @FunctionalInterface
    public interface Book {

        /** Asked when the first table is about to be made. */
        Rollback open() throws RollbackException;
    }

    /** A table that was made, and what undoes it. */
    private record Made(LossTable table, Rollback.Step step) {}

    /** Something that somebody wants. */
    private record Wish(Object owner, Collection<PacketPath> paths, Kind kind) {
        enum Kind {
            LOSE,
            RESTORE,
            OVER
        }
    }

    private final String table;
    private final Book book;
    private final Function<InetSocketAddress, OptionalLong> processAt;
    private final Consumer<String> onFailure;
    private final Nft nft;
    private final ExecutorService worker;
    private final LossPlan plan = new LossPlan(MOST_PATHS);
    private final Map<NetworkNamespace, Made> made = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final Object wishesLock = new Object();
    private List<Wish> wishes = new ArrayList<>();
    private boolean used;
    private boolean closed;
    private @Nullable Rollback rollback;
    private boolean asked;
    private Optional<String> refusal = Optional.empty();

    /**
     * Creates one that has done nothing.
     *
     * @param run the unique name of the run: letters, digits and dashes
     * @param processAt the process that serves at an address, if it is in a network namespace of its own
     * @param onFailure takes a line when packets cannot be dropped, or not be let through again; from a thread of its own
     */
    public KernelLoss(
            String run, Book book, Function<InetSocketAddress, OptionalLong> processAt, Consumer<String> onFailure) {
        this(run, book, processAt, onFailure, new NftProgram());
    }

    KernelLoss(
            String run,
            Book book,
            Function<InetSocketAddress, OptionalLong> processAt,
            Consumer<String> onFailure,
            Nft nft) {
        this.table = KernelHealer.PREFIX + run;
        this.book = book;
        this.processAt = processAt;
        this.onFailure = onFailure;
        this.nft = nft;
        this.worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "flatline-kernel");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Why packets could not be dropped here, as {@link #refusal}, with nothing made and nothing kept. */
    public static Optional<String> probe() {
        return probe(new NftProgram());
    }

    static Optional<String> probe(Nft nft) {
        try {
            String unused = nft.run(own(), Nft.Mode.CHECK, new LossTable(KernelHealer.PREFIX + "probe").creation());
            return Optional.empty();
        } catch (NftException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private static NetworkNamespace own() throws NftException {
        try {
            return NetworkNamespace.own();
        } catch (IOException e) {
            throw new NftException("mode kernel needs Linux and its /proc, which are not here; take mode drop");
        }
    }

    /** {@inheritDoc} The table of this namespace has been made when it is empty. */
    @Override
    public synchronized Optional<String> refusal() {
        if (!asked) {
            asked = true;
            try {
                Made unused = tableIn(own());
            } catch (NftException | RollbackException refused) {
                refusal = Optional.of(String.valueOf(refused.getMessage()));
            }
        }
        return refusal;
    }

    @Override
    public void lose(Object owner, Collection<PacketPath> paths) {
        wish(new Wish(owner, List.copyOf(paths), Wish.Kind.LOSE));
    }

    @Override
    public void restore(Object owner, Collection<PacketPath> paths) {
        wish(new Wish(owner, List.copyOf(paths), Wish.Kind.RESTORE));
    }

    @Override
    public void over(Object owner) {
        wish(new Wish(owner, List.of(), Wish.Kind.OVER));
    }

    private void wish(Wish wish) {
        synchronized (wishesLock) {
            used |= wish.kind == Wish.Kind.LOSE;
            if (closed || !used) {
                return;
            }
            wishes.add(wish);
            if (wishes.size() == 1) {
                worker.execute(this::grant);
            }
        }
    }

    /** Does everything that is wanted by now. */
    private synchronized void grant() {
        List<Wish> all;
        synchronized (wishesLock) {
            all = wishes;
            wishes = new ArrayList<>();
        }
        Map<InetSocketAddress, OptionalLong> processes = new HashMap<>();
        for (Wish wish : all) {
            switch (wish.kind) {
                case LOSE -> wish.paths.forEach(path -> lose(wish.owner, path, processes));
                case RESTORE -> plan.restore(wish.owner, wish.paths);
                case OVER -> plan.over(wish.owner);
            }
        }
        plan.changed().forEach(this::apply);
    }

    /** Asks only once in a while who serves where: that may take as long as a script. */
    private void lose(Object owner, PacketPath path, Map<InetSocketAddress, OptionalLong> processes) {
        try {
            boolean room = plan.lose(owner, new Placed(own(), path));
            for (InetSocketAddress end : List.of(path.from(), path.to())) {
                OptionalLong pid = processes.computeIfAbsent(end, processAt);
                if (pid.isPresent()) {
                    room &= plan.lose(owner, new Placed(NetworkNamespace.of(pid.getAsLong()), path));
                }
            }
            if (!room) {
                failed("half_open, mode kernel: more than " + MOST_PATHS
                        + " paths at a time; further connections are silent in the proxy only");
            }
        } catch (IOException ended) {
            return; // its process has ended, and the kernel of its namespace with it
        } catch (NftException refused) {
            failed(String.valueOf(refused.getMessage()));
        }
    }

    /** Says so, once: what goes wrong for one connection goes wrong for thousands. */
    private void failed(String line) {
        if (told.add(line)) {
            onFailure.accept(line);
        }
    }

    private void apply(NetworkNamespace where, Set<PacketPath> paths) {
        try {
            LossTable there = tableIn(where).table;
            String script = there.change(paths, plan.wanted(where));
            if (!script.isEmpty()) {
                String unused = nft.run(where, Nft.Mode.DO, script);
                there.changed(paths, plan.wanted(where));
            }
            plan.done(where);
        } catch (NftException | RollbackException e) {
            if (e instanceof NftException nfts && nfts.isGone()) {
                made.remove(where);
                plan.done(where);
            } else {
                // It stays among the changes, and is tried again with the next ones, or undone with the table.
                failed(
                        "half_open, mode kernel: the packets of some connections were not dropped, or not let through again: "
                                + e.getMessage());
            }
        }
    }

    /** The table in a namespace; written down, then made, when it is needed first. */
    private Made tableIn(NetworkNamespace where) throws NftException, RollbackException {
        Made there = made.get(where);
        if (there != null) {
            return there;
        }
        LossTable fresh = new LossTable(table);
        String unusedProbed = nft.run(where, Nft.Mode.CHECK, fresh.creation());
        Rollback.Step step = rollback().before(KernelHealer.table(table, where));
        try {
            String unusedCreated = nft.run(where, Nft.Mode.DO, fresh.creation());
        } catch (NftException e) {
            rollback().undo(step);
            throw e;
        }
        Made now = new Made(fresh, step);
        made.put(where, now);
        return now;
    }

    private Rollback rollback() throws RollbackException {
        if (rollback == null) {
            rollback = book.open();
        }
        return rollback;
    }

    /**
     * Lets everything pass again, and waits for that.
     *
     * @throws RollbackException if a table could not be removed: a line for each; it stays written down
     */
    @Override
    public void close() throws RollbackException {
        synchronized (wishesLock) {
            closed = true;
        }
        worker.shutdown();
        try {
            boolean unused = worker.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        removeTables();
    }

    private synchronized void removeTables() throws RollbackException {
        List<String> failures = new ArrayList<>();
        for (Made there : List.copyOf(made.values())) {
            try {
                rollback().undo(there.step);
            } catch (RollbackException e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
        made.clear();
        if (!failures.isEmpty()) {
            throw new RollbackException(String.join("\n", failures));
        }
    }
}

package dev.flatline.chaos.rollback;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Puts things back through the healers of their kinds, each within a limit of time. An interrupt of the caller does not end that:
 * it is kept for later, because what is left half undone helps nobody.
 */
final class Undoing {

    private final Map<String, Healer> healers = new HashMap<>();
    private final Duration limit;

    Undoing(Collection<Healer> healers, Duration limit) {
        this.limit = limit;
        for (Healer healer : healers) {
            for (String kind : healer.kinds()) {
                if (this.healers.put(kind, healer) != null) {
                    throw new IllegalArgumentException("two healers for " + kind);
                }
            }
        }
    }

    /** Puts it back. */
    void heal(Undo undo) throws RollbackException {
        Healer healer = healer(undo);
        within(undo, () -> {
            healer.heal(undo);
            return true;
        });
    }

    /** Puts it back if it is not as it should be, and says whether that was so. */
    boolean healIfNeeded(Undo undo) throws RollbackException {
        Healer healer = healer(undo);
        return within(undo, () -> {
            boolean needed = healer.isNeeded(undo);
            if (needed) {
                healer.heal(undo);
            }
            return needed;
        });
    }

    /** Whether there is anything to put back. */
    boolean isNeeded(Undo undo) throws RollbackException {
        Healer healer = healer(undo);
        return within(undo, () -> healer.isNeeded(undo));
    }

    private Healer healer(Undo undo) throws RollbackException {
        Healer healer = healers.get(undo.kind());
        if (healer == null) {
            throw new RollbackException("could not " + undo.words() + ": this version of Flatline knows no '"
                    + undo.kind() + "'; use the one that wrote it");
        }
        return healer;
    }

    private boolean within(Undo undo, Callable<Boolean> work) throws RollbackException {
        FutureTask<Boolean> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "flatline-rollback");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get(limit.toMillis() + undo.settleMillis(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new RollbackException("could not " + undo.words() + ": " + reason(cause), cause);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new RollbackException("could not " + undo.words() + " within " + limit.toSeconds() + " s", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.toString() : message.lines().findFirst().orElse(cause.toString());
    }
}

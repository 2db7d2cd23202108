package dev.flatline.chaos.rollback;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Puts things back through the healers of their kinds, each within a limit of time. */
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

    /** The kinds that are known. */
    Set<String> kinds() {
        return new TreeSet<>(healers.keySet());
    }

    /** Puts it back. */
    void heal(Undo undo) throws RollbackException {
        Healer healer = healers.get(undo.kind());
        if (healer == null) {
            throw new RollbackException("could not " + undo.words() + ": this version of Flatline knows no '" + undo.kind()
                    + "'; use the one that wrote it");
        }
        FutureTask<Void> task = new FutureTask<>(() -> {
            healer.heal(undo);
            return null;
        });
        Thread thread = new Thread(task, "flatline-rollback");
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new RollbackException("could not " + undo.words() + ": " + reason(cause), cause);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new RollbackException("could not " + undo.words() + " within " + limit.toSeconds() + " s", e);
        } catch (InterruptedException | CancellationException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new RollbackException("was interrupted before it could " + undo.words(), e);
        }
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.toString() : message.lines().findFirst().orElse(cause.toString());
    }
}

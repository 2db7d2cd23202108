package dev.flatline.scenarios.replica;

import dev.flatline.chaos.rollback.Heal;
import dev.flatline.chaos.rollback.RollbackException;
import dev.flatline.chaos.rollback.RollbackJournal;
import dev.flatline.chaos.rollback.StateFolder;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a run has outside of itself: the folder of rollback journals, and somebody to tell what it does there.
 *
 * @param state the folder of rollback journals
 * @param notes takes lines for people
 * @param variables those of the process
 */
public record RunHome(Path state, Consumer<String> notes, Map<String, String> variables) {

    /**
     * That of a process.
     *
     * @param variables its own, which say where the folder is
     * @param err takes the lines
     */
    public static RunHome of(Map<String, String> variables, PrintWriter err) {
        Path state = StateFolder.of(variables, Path.of(System.getProperty("user.home", ".")));
        return new RunHome(
                state,
                note -> {
                    err.println("flatline: " + note);
                    err.flush();
                },
                variables);
    }

    /**
     * Puts back what runs left that were killed.
     *
     * @param refuses whether something that cannot be put back refuses the run: it would be built on it
     */
    public void heal(boolean refuses) {
        Heal.Outcome outcome = Heal.all(state, Healers.all());
        outcome.told().forEach(notes);
        if (outcome.problems().isEmpty()) {
            return;
        }
        String what = "a run that was killed has left something that cannot be put back:\n"
                + String.join("\n", outcome.problems())
                + "\nflatline heal tries again and says more";
        if (refuses) {
            throw new FlatlineException(ExitStatus.MACHINE, what);
        }
        notes.accept("warning: " + what);
    }

    /**
     * Opens the rollback journal of a run.
     *
     * @param name the run's name, made unique by the instant and this process
     */
    public RollbackJournal open(String name, Instant now) {
        try {
            return RollbackJournal.open(state, name, now, Healers.all());
        } catch (RollbackException e) {
            throw new FlatlineException(ExitStatus.MACHINE, String.valueOf(e.getMessage()), e);
        }
    }

    /** A name that no other run has: of the scenario, the instant and this process. Fit for containers and files. */
    public static String unique(String scenario, Instant now) {
        String name =
                scenario.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String head = name.isEmpty() ? "run" : name.length() > 30 ? name.substring(0, 30) : name;
        return head + "-" + Long.toString(now.toEpochMilli(), 36) + "-"
                + ProcessHandle.current().pid();
    }
}

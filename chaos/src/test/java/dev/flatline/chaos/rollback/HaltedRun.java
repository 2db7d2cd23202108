package dev.flatline.chaos.rollback;

import dev.flatline.chaos.rollback.Rollback.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A run that changes files, undoes one of the changes in between and the others at its end, and is halted, as by a kill, at
 * one of the points that it passes; at none if there is no such point, and then it prints how many there are.
 */
final class HaltedRun {

    static final int HALTED = 77;

    private final int haltAt;
    private int passed;

    private HaltedRun(int haltAt) {
        this.haltAt = haltAt;
    }

    /** Arguments: the state folder, the folder of files, the number of the point. */
    public static void main(String[] args) throws Exception {
        HaltedRun run = new HaltedRun(Integer.parseInt(args[2]));
        run.go(Path.of(args[0]), Path.of(args[1]));
        System.out.println(run.passed);
    }

    private void go(Path state, Path folder) throws IOException, RollbackException {
        WorldOfFiles world = new WorldOfFiles(folder);
        try (RollbackJournal journal =
                RollbackJournal.open(state, "halted", Journals.OPENED, List.of(world), (moment, undo) -> point())) {
            Step made = write(journal, world, "made", "by the fault");
            write(journal, world, "changed", "by the fault");
            journal.undo(made);
            write(journal, world, "changed", "once more");
            point();
            journal.before(world.asItIs("deleted"));
            Files.delete(folder.resolve("deleted"));
            point();
        }
        point();
    }

    private Step write(RollbackJournal journal, WorldOfFiles world, String name, String content)
            throws IOException, RollbackException {
        Step step = journal.before(world.asItIs(name));
        Files.writeString(world.folder().resolve(name), "half");
        point();
        Files.writeString(world.folder().resolve(name), content);
        point();
        return step;
    }

    private void point() {
        passed++;
        if (passed == haltAt) {
            Runtime.getRuntime().halt(HALTED);
        }
    }
}

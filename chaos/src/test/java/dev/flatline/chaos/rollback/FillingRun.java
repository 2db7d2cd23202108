package dev.flatline.chaos.rollback;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A run that makes files until its journal has no room, prints how many, and is halted. */
final class FillingRun {

    private FillingRun() {}

    /** Arguments: the state folder, the folder of files. */
    public static void main(String[] args) throws Exception {
        WorldOfFiles world = new WorldOfFiles(Path.of(args[1]));
        RollbackJournal journal = RollbackJournal.open(Path.of(args[0]), "filling", Journals.OPENED, List.of(world));
        int done = 0;
        for (int refused = 0; refused < 3; ) {
            try {
                journal.before(world.asItIs("file-" + done));
                Files.createFile(world.folder().resolve("file-" + done));
                done++;
            } catch (RollbackException full) {
                refused++;
            }
        }
        System.out.println(done);
        Runtime.getRuntime().halt(HaltedRun.HALTED);
    }
}

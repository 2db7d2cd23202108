package dev.flatline.chaos.rollback;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A run that makes a file, prints a letter, and goes on until it is killed. */
final class WaitingRun {

    private WaitingRun() {}

    /** Arguments: the state folder, the folder of files. */
    public static void main(String[] args) throws Exception {
        WorldOfFiles world = new WorldOfFiles(Path.of(args[1]));
        RollbackJournal journal = RollbackJournal.open(Path.of(args[0]), "waiting", Journals.OPENED, List.of(world));
        journal.before(world.asItIs("made"));
        Files.createFile(world.folder().resolve("made"));
        System.out.write('r');
        System.out.flush();
        new CountDownLatch(1).await();
    }
}

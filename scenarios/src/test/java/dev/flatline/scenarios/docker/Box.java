package dev.flatline.scenarios.docker;

import dev.flatline.chaos.control.AlarmThread;
import dev.flatline.chaos.docker.Containers;
import dev.flatline.chaos.replica.ReadyCheck;
import dev.flatline.chaos.replica.Replica;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.chaos.replica.Surroundings;
import dev.flatline.chaos.rollback.RollbackException;
import dev.flatline.chaos.rollback.RollbackJournal;
import dev.flatline.scenarios.replica.Healers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A container that is not Flatline's, and a run that is given it. */
final class Box implements AutoCloseable {

    static final ReadyCheck READY = new ReadyCheck(ReadyCheck.Kind.LOG, "^ready", 20_000_000_000L);
    static final int PORT = 8080;

    /** Uses memory and some processor time, ends when it is asked to, and says when it is ready. */
    static final String SERVER = """
            $| = 1; $SIG{TERM} = sub { exit 0 }; my $held = 'x' x 20000000; print "ready\\n";
            while (1) { select undef, undef, undef, 0.05; substr($held, int(rand(19)) * 1000000, 1000000) = 'y' x 1000000 }
            """;

    static final AlarmThread CLOCK = new AlarmThread();

    private final String name;
    private final String run;
    private final Path folder;
    private @Nullable RollbackJournal journal;
    private @Nullable Containers containers;

    private Box(String name, Path folder) {
        this.name = name;
        this.run = name;
        this.folder = folder;
    }

    /** Starts a container of the test's image on a published port. */
    static Box start(Path folder, String word, List<String> options, String... command) throws Exception {
        Box box = new Box("box-" + ProcessHandle.current().pid() + "-" + word, folder);
        List<String> words = new ArrayList<>(List.of("run", "--detach", "--name", box.name));
        words.addAll(options);
        words.add(Docker.PERL_IMAGE);
        words.add(command.length == 0 ? SERVER : command[0]);
        Docker.run(words.toArray(String[]::new));
        return box;
    }

    /** A run that is given the container. */
    Replica given() throws Exception {
        ReplicaPlan plan = new ReplicaPlan(new ReplicaPlan.Existing("", List.of(name)), 1, PORT, "/", READY);
        return open(plan);
    }

    private Replica open(ReplicaPlan plan) throws Exception {
        RollbackJournal rollback = RollbackJournal.open(
                folder.resolve("state"), run, Instant.parse("2026-11-26T02:00:00Z"), Healers.all());
        journal = rollback;
        Path logs = Files.createDirectories(folder.resolve(run));
        Surroundings surroundings = new Surroundings(run, rollback, logs, CLOCK::nanoTime, () -> 0);
        Containers started = Containers.start(plan, surroundings, System.getenv());
        containers = started;
        return started.all().get(0);
    }

    String name() {
        return name;
    }

    Containers containers() {
        return Objects.requireNonNull(containers);
    }

    String ends() throws IOException {
        return Files.readString(folder.resolve(run).resolve("ends.tsv"));
    }

    String log() throws IOException {
        return Files.readString(folder.resolve(run).resolve("replica-1.log"));
    }

    /** What the engine says of the container in this format. */
    String see(String format) throws IOException, InterruptedException {
        return Docker.run("inspect", "--format", format, name).strip();
    }

    /** Ends the run: what is left is undone. */
    void endRun() throws ReplicaException, RollbackException {
        if (containers != null) {
            containers.close();
        }
        if (journal != null) {
            journal.close();
        }
    }

    @Override
    public void close() throws IOException, ReplicaException, RollbackException {
        try {
            endRun();
        } finally {
            remove();
        }
    }

    private void remove() throws IOException {
        try {
            Docker.run("rm", "--force", "--volumes", name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while removing " + name, e);
        }
    }
}

package dev.flatline.scenarios.run;

import dev.flatline.core.measure.shard.EventBuffer;
import dev.flatline.core.measure.shard.EventEncoder;
import dev.flatline.loadgen.Destination;
import dev.flatline.loadgen.FleetShare;
import dev.flatline.loadgen.Target;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.file.ScenarioReader;
import dev.flatline.scenarios.shard.Command;
import dev.flatline.scenarios.shard.Reports;
import dev.flatline.scenarios.shard.ShardSpec;
import dev.flatline.scenarios.shard.ShardSpec.Role;
import dev.flatline.scenarios.shard.ShardSummary;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;

/**
 * One process of a run that is cut into several: it is told what to do, does it on a {@link Stage} with a part of the rooms,
 * and tells everything that happens there. When its input ends, so does the process, at once.
 */
public final class ShardPart {

    private static final int BUFFER_BYTES = 1 << 17;
    private static final long WATERMARK_MILLIS = 100;

    private final DataInputStream in;
    private final Reports reports;
    private final Runnable onOrphaned;
    private final BlockingQueue<Long> begins = new LinkedBlockingQueue<>();
    private final BlockingQueue<Command> stops = new LinkedBlockingQueue<>();

    /**
     * Creates one.
     *
     * @param in what the parent tells
     * @param out what the parent reads
     * @param onOrphaned ends the process: the parent is gone
     */
    public ShardPart(InputStream in, OutputStream out, Runnable onOrphaned) {
        this.in = new DataInputStream(in);
        this.reports = new Reports(out);
        this.onOrphaned = onOrphaned;
    }

    /**
     * Does what it is told until it is told to stop. The process is to end then: before a server of ours, which ends too, the
     * connections are left to the kernel, because many thousands take longer to close one by one than anybody waits.
     */
    public void run() throws IOException, InterruptedException {
        ShardSpec spec = ShardSpec.read(in);
        Failures failures = new Failures();
        Stage stage = new Stage(failures);
        try {
            Scenario scenario = ScenarioReader.read(spec.scenario(), "the scenario", List.of());
            long shift = stage.clockZeroNanos() - spec.clockZeroNanos();
            LongSupplier parentsClock = () -> stage.clock().nanoTime() + shift;
            EventBuffer buffer = new EventBuffer(BUFFER_BYTES, parentsClock);
            EventEncoder encoder = new EventEncoder(buffer, spec.index(), spec.of(), shift);
            int port = prepare(stage, scenario, spec, new Told(encoder, encoder));
            stage.watchProcessors(encoder::processors);
            obey(parentsClock);
            reports.ready(port, stage.transport());
            stage.begin(scenario.faults(), spec.ours(), begins.take() - shift);
            Thread sender = send(buffer);
            stops.take();
            sender.interrupt();
            sender.join();
            buffer.close();
            reports.summary(new ShardSummary(stage.network().limits(), buffer.waitedNanos(), failures.warnings()));
        } catch (FlatlineException refused) {
            reports.refused(refused);
            return;
        }
        if (!spec.ours()) {
            stage.close();
        }
    }

    private static int prepare(Stage stage, Scenario scenario, ShardSpec spec, Told told) {
        if (spec.role() == Role.SERVER) {
            return stage.serve(
                    scenario, scenario.server().with(scenario.server().listen().sharing(spec.port())), told);
        }
        stage.front(
                scenario,
                new FleetShare(spec.index(), spec.of()),
                spec.ours()
                        ? List.of(Destination.to(Target.parse(spec.target())))
                        : scenario.targets().targets(),
                spec.ours(),
                told);
        return 0;
    }

    /** Listens to the parent from now on. */
    private void obey(LongSupplier parentsClock) {
        daemon("flatline-parent", () -> {
            try {
                while (true) {
                    Command command = Command.of(in.readUnsignedByte());
                    switch (command) {
                        case CLOCK -> reports.clock(parentsClock.getAsLong());
                        case BEGIN -> begins.add(in.readLong());
                        case STOP -> stops.add(command);
                    }
                }
            } catch (IOException | IllegalArgumentException gone) {
                onOrphaned.run();
            }
        });
    }

    /** Sends what happens, and says ten times a second that nothing earlier will come. */
    private Thread send(EventBuffer buffer) {
        return daemon("flatline-events", () -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    reports.events(buffer.take(WATERMARK_MILLIS));
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (IOException gone) {
                onOrphaned.run();
            }
        });
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}

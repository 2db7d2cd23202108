package dev.flatline.scenarios.cli;

import dev.flatline.core.text.Nearest;
import dev.flatline.report.files.EventLog;
import dev.flatline.report.files.LoggedEvent;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.unit.Quantity;
import dev.flatline.scenarios.view.EventText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flatline journal}: what happened to clients and what was done to them, in the order of time. */
@Command(
        name = "journal",
        description = "Print what happened to the clients of a run and what was done to them, in the order of time.",
        footer = {
            "",
            "flatline journal results/storm --client 17 --from 40s --to 50s",
            "flatline journal results/storm --event lost,gave-up"
        })
final class JournalCommand implements Callable<Integer> {

    private static final long NANOS = 1_000;
    /** How many lines are printed before it is seen whether anybody still reads them. */
    private static final int UNSEEN_LINES = 1_000;

    private final Environment environment;

    @Parameters(paramLabel = "DIR", description = "a result folder, of a run that ended, was killed or goes on")
    private Path folder = Path.of("");

    @Option(
            names = "--client",
            paramLabel = "N",
            split = ",",
            description = "only these clients, and when faults began and ended; several with commas between")
    private List<String> clients = List.of();

    @Option(names = "--from", paramLabel = "TIME", description = "from this time of the run on, such as 40s")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", description = "up to this time of the run, such as 1m30s")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--event",
            paramLabel = "NAME",
            split = ",",
            description = "only these, such as lost or began; several with commas between")
    private List<String> names = List.of();

    JournalCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        EventChoice choice = choice();
        EventText text = new EventText(environment.screen().get().style());
        PrintWriter out = environment.out();
        long shown = 0;
        try (EventLog log = EventLog.open(folder)) {
            for (LoggedEvent event = log.next(); event != null; event = log.next()) {
                if (choice.takes(event)) {
                    out.println(text.line(event));
                    if (++shown % UNSEEN_LINES == 0 && out.checkError()) {
                        return 0;
                    }
                }
            }
            out.flush();
            if (shown == 0) {
                note("no such event in " + folder);
            }
            choice.notes().forEach(this::note);
            log.notes().forEach(this::note);
            return 0;
        } catch (IOException refused) {
            out.flush();
            throw new FlatlineException(ExitStatus.USAGE, String.valueOf(refused.getMessage()), refused);
        }
    }

    private void note(String sentence) {
        environment.err().println("flatline: " + sentence);
    }

    private EventChoice choice() {
        for (String name : names) {
            if (!EventText.NAMES.contains(name)) {
                throw usage("--event: found '" + name + "'; " + Nearest.hint(name, EventText.NAMES));
            }
        }
        long least = from.map(text -> micros("--from", text)).orElse(Long.MIN_VALUE);
        long most = to.map(text -> micros("--to", text)).orElse(Long.MAX_VALUE);
        if (most < least) {
            throw usage("--to: found '" + to.orElse("") + "', which is before --from; accepted: a later time");
        }
        return new EventChoice(clients.stream().map(JournalCommand::client).toList(), least, most, names);
    }

    private static int client(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw usage("--client: found '" + text + "'; accepted: the number of a client, such as 17");
        }
        return Integer.parseInt(text);
    }

    private static long micros(String option, String text) {
        try {
            return Quantity.durationNanos(text) / NANOS;
        } catch (IllegalArgumentException refused) {
            throw usage(option + ": " + refused.getMessage());
        }
    }

    private static FlatlineException usage(String message) {
        return new FlatlineException(ExitStatus.USAGE, message);
    }
}

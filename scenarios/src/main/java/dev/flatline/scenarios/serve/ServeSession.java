package dev.flatline.scenarios.serve;

import dev.flatline.core.connection.ServerEvents;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.server.CannotListenException;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.operator.ServerOperator;
import dev.flatline.server.options.TlsOptions;
import dev.flatline.wire.Loops;
import dev.flatline.wire.operator.OperatorOptions;
import dev.flatline.wire.operator.OperatorPortException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One life of {@code flatline serve}: listens, prints what happens until it is told to go, sends its connections away in
 * batches, and says what it has seen.
 */
public final class ServeSession {

    private static final long LOOK_MILLIS = 100;

    private final Supplier<ServePlan> reread;
    private final Consumer<String> out;
    private final String version;
    private final Object wake = new Object();
    private volatile ServePlan plan;
    private boolean reload;
    private boolean stop;

    /**
     * Creates a session that has not begun.
     *
     * @param reread reads the plan again, for a reload; what it throws is printed, and the server goes on as it was
     * @param out takes lines, on the thread of {@link #run}
     */
    public ServeSession(ServePlan plan, Supplier<ServePlan> reread, Consumer<String> out, String version) {
        this.plan = plan;
        this.reread = reread;
        this.out = out;
        this.version = version;
    }

    /** Asks it to go; from any thread. */
    public void stop() {
        synchronized (wake) {
            stop = true;
        }
    }

    /** Asks it to read its options again; from any thread. */
    public void reload() {
        synchronized (wake) {
            reload = true;
        }
    }

    /**
     * Serves until it is told to go.
     *
     * @param log whether each connection gets its lines
     * @throws FlatlineException if it cannot listen
     */
    public void run(boolean log) {
        EventLines events = new EventLines(log);
        try (Loops loops = loops(events)) {
            events.clock(loops.timers(0));
            try (FlatlineServer server = server(events, loops);
                    Operator operator = operator(server, loops, events)) {
                announce(server, loops, operator);
                untilStopped(server, events);
                leave(server, events);
            }
        }
    }

    private Loops loops(EventLines events) {
        try {
            return Loops.open(
                    "flatline-server",
                    plan.loops(),
                    plan.transport(),
                    failure -> events.offer("internal error: " + failure));
        } catch (IllegalArgumentException missing) {
            throw new FlatlineException(ExitStatus.MACHINE, String.valueOf(missing.getMessage()), missing);
        }
    }

    private FlatlineServer server(EventLines events, Loops loops) {
        if (plan.server().listen().tls().equals(Optional.of(TlsOptions.SELF_SIGNED))) {
            out.accept("making a self-signed certificate…");
        }
        try {
            FlatlineServer server = new FlatlineServer(plan.server(), events, ServerEvents.NONE, loops);
            server.start();
            return server;
        } catch (CannotListenException e) {
            String remedy = String.valueOf(e.getMessage()).endsWith("in use")
                    ? "; --port takes another one, 0 any"
                    : "; --host and --port say where";
            throw new FlatlineException(ExitStatus.MACHINE, e.getMessage() + remedy, e);
        } catch (IllegalArgumentException e) {
            throw new FlatlineException(ExitStatus.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    /** The operator's port, or its absence. */
    private record Operator(@Nullable ServerOperator port) implements AutoCloseable {
        @Override
        public void close() {
            if (port != null) {
                port.close();
            }
        }
    }

    private Operator operator(FlatlineServer server, Loops loops, EventLines events) {
        Optional<OperatorOptions> options = plan.operator();
        if (options.isEmpty()) {
            return new Operator(null);
        }
        try {
            return new Operator(ServerOperator.open(
                    options.get(), server, loops, this::facts, failure -> events.offer("operator: " + failure)));
        } catch (OperatorPortException e) {
            String remedy =
                    options.get().exposed() || !String.valueOf(e.getMessage()).contains("exposed")
                            ? "; --operator takes another port, 0 any, or none"
                            : "; --set operator.exposed=true says so";
            throw new FlatlineException(ExitStatus.MACHINE, e.getMessage() + remedy, e);
        }
    }

    private Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", "flatline");
        facts.put("version", version);
        facts.put("heartbeat", plan.profile());
        facts.put("detector", plan.server().heartbeat().detector().key());
        return facts;
    }

    private void announce(FlatlineServer server, Loops loops, Operator operator) {
        String scheme = plan.server().listen().tls().isPresent() ? "wss" : "ws";
        out.accept(scheme + "://" + plan.server().listen().host() + ":" + server.port() + "/  echoes; heartbeat: "
                + plan.profile() + "; " + loops.size() + " event loops on "
                + loops.kind().key());
        if (operator.port() != null) {
            out.accept(operator.port().url() + "  healthz, readyz, metrics, info");
        }
        out.accept("Ctrl-C or SIGTERM sends everybody away with 1012 and ends; SIGHUP reads the options again");
    }

    private void untilStopped(FlatlineServer server, EventLines events) {
        while (true) {
            boolean again;
            synchronized (wake) {
                if (stop) {
                    return;
                }
                again = reload;
                reload = false;
            }
            if (again) {
                out.accept(reloaded(server));
            }
            if (!print(events)) {
                return;
            }
        }
    }

    private String reloaded(FlatlineServer server) {
        try {
            ServePlan next = reread.get();
            server.reload(next.server());
            boolean more = !next.transport().equals(plan.transport())
                    || next.loops() != plan.loops()
                    || !next.operator().equals(plan.operator());
            plan = next;
            return "read again: holds for connections from now on"
                    + (more ? "; transport, loops and operator stay as they were until the next start" : "");
        } catch (FlatlineException wrong) {
            return "not read again, the server goes on as it was: " + wrong.text();
        } catch (IllegalArgumentException wrong) {
            return "not read again, the server goes on as it was: " + wrong.getMessage();
        }
    }

    /** Prints what has come, after a moment's wait if nothing has; false if the thread was interrupted. */
    private boolean print(EventLines events) {
        try {
            for (String line = events.poll(LOOK_MILLIS); line != null; line = events.poll(0)) {
                out.accept(line);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void leave(FlatlineServer server, EventLines events) {
        out.accept("draining " + server.openConnections() + " connections");
        var drained = server.drain(plan.drain());
        while (!drained.isDone() && print(events)) {
            // lines come while connections go
        }
        print(events);
        out.accept(Totals.of(server.counters()));
        if (events.lost() > 0) {
            out.accept(events.lost() + " lines were not printed: they came faster than the terminal took them");
        }
    }
}

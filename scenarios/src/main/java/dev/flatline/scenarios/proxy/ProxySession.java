package dev.flatline.scenarios.proxy;

import dev.flatline.chaos.control.ControlException;
import dev.flatline.chaos.control.ProxyHub;
import dev.flatline.chaos.control.ProxyView;
import dev.flatline.chaos.control.TimeToLive;
import dev.flatline.chaos.control.ToxicView;
import dev.flatline.chaos.control.http.ControlOptions;
import dev.flatline.chaos.ledger.Injection;
import dev.flatline.chaos.ledger.LedgerFileException;
import dev.flatline.chaos.service.ChaosService;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.proxy.PlannedProxy.PlannedToxic;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One life of {@code flatline proxy}: makes the proxies, prints what happens until it is told to go, closes every connection,
 * and says what it has done.
 */
public final class ProxySession {

    private static final long LOOK_MILLIS = 100;
    private static final int MOST_AT_ONCE = 1_000;
    private static final int BAD = 400;

    private final ProxyPlan plan;
    private final Consumer<String> out;
    private final Lines lines = new Lines();
    private final Tally tally = new Tally();
    private volatile boolean stop;
    private long logged;
    private long unlogged;

    /**
     * Creates a session that has not begun.
     *
     * @param out takes lines, on the thread of {@link #run}
     */
    public ProxySession(ProxyPlan plan, Consumer<String> out) {
        this.plan = plan;
        this.out = out;
    }

    /** Asks it to go; from any thread. */
    public void stop() {
        stop = true;
    }

    /**
     * Runs the proxies until it is told to go.
     *
     * @param log whether each entry of the ledger is printed
     * @throws FlatlineException if something cannot be had
     */
    public void run(boolean log) {
        try (ChaosService service = open()) {
            plan.proxies().forEach(proxy -> make(proxy, service.hub()));
            announce(service);
            begin(service);
            untilStopped(service, log);
            look(service, log);
            out.accept("closing " + connections(service) + " connections");
        }
        print();
        tally.lines().forEach(out);
        if (lines.lost() + unlogged > 0) {
            out.accept(
                    lines.lost() + unlogged + " lines were not printed: they came faster than the terminal took them");
        }
    }

    private void begin(ChaosService service) {
        try {
            plan.timeline().ifPresent(service.timeline()::start);
        } catch (ControlException refused) {
            throw new FlatlineException(ExitStatus.USAGE, "timeline: " + refused.getMessage(), refused);
        }
    }

    private ChaosService open() {
        try {
            return ChaosService.open(plan.options(), lines::offer, this::failed);
        } catch (FileSystemException refused) {
            throw new FlatlineException(
                    ExitStatus.USAGE,
                    "--ledger: cannot write to " + plan.service().ledger().file() + " (" + reason(refused)
                            + "); accepted: a file in a folder that you may write to",
                    refused);
        } catch (IOException refused) {
            String message = String.valueOf(refused.getMessage());
            if (message.endsWith("there is no token")) {
                throw new FlatlineException(
                        ExitStatus.USAGE, message + "; --token-file FILE or FLATLINE_TOKEN gives one", refused);
            }
            String remedy = message.contains("in use") ? "; --port takes another one, 0 any" : "; --host says where";
            throw new FlatlineException(ExitStatus.MACHINE, message + remedy, refused);
        }
    }

    private void failed(Throwable failure) {
        lines.offer(
                failure instanceof LedgerFileException disk
                        ? String.valueOf(disk.getMessage())
                        : "internal error: " + failure);
    }

    private static String reason(FileSystemException refused) {
        String name = refused.getClass().getSimpleName().replace("Exception", "");
        String words = name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        String reason = refused.getReason() == null ? words : refused.getReason();
        return refused instanceof NoSuchFileException ? "no such folder" : reason;
    }

    private static void make(PlannedProxy planned, ProxyHub hub) {
        String name = planned.spec().name();
        try {
            hub.create(planned.spec());
            for (PlannedToxic toxic : planned.toxics()) {
                hub.toxics(name).add(view(toxic, hub)).join();
            }
        } catch (ControlException refused) {
            throw refused(name, refused);
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof ControlException refused ? refused(name, refused) : failed;
        }
    }

    private static FlatlineException refused(String proxy, ControlException refused) {
        if (refused.status() == BAD) {
            return new FlatlineException(ExitStatus.MACHINE, "proxy " + proxy + ": " + refused.getMessage(), refused);
        }
        return new FlatlineException(
                ExitStatus.MACHINE,
                "proxy " + proxy + ": " + refused.getMessage() + "; port 0 takes any free one",
                refused);
    }

    private static ToxicView view(PlannedToxic planned, ProxyHub hub) {
        ToxicView stays = ToxicView.of(planned.toxic());
        return planned.ttl()
                .map(ttl -> new ToxicView(
                        stays.toxic(),
                        stays.streamText(),
                        new TimeToLive(ttl.toNanos(), hub.nanoTime() + ttl.toNanos())))
                .orElse(stays);
    }

    private void announce(ChaosService service) {
        out.accept(service.url() + "  control API: Toxiproxy's, and ours under /v1; /metrics for Prometheus");
        service.hub().proxies().forEach(proxy -> out.accept(line(proxy)));
        if (plan.service().ledger().file() != null) {
            out.accept("ledger: " + plan.service().ledger().file());
        }
        plan.timeline()
                .ifPresent(
                        timeline -> out.accept("timeline: " + timeline.entries().size() + " entries over "
                                + timeline.durationNanos() / 1_000_000_000L + " s, from now on"));
        out.accept(next(service));
        out.accept("Ctrl-C or SIGTERM closes everything and says what was done");
    }

    private static String line(ProxyView proxy) {
        String toxics = proxy.toxics().stream()
                .map(toxic -> toxic.name() + " (" + toxic.toxic().toxic().type().name() + ")")
                .collect(Collectors.joining(", "));
        return proxy.name() + ": " + proxy.listen() + " -> " + proxy.upstream() + (proxy.enabled() ? "" : ", disabled")
                + (toxics.isEmpty() ? ", no toxics" : ", toxics: " + toxics);
    }

    /** What to type next, which differs where the API is not where 'flatline toxic' looks for it. */
    private String next(ChaosService service) {
        ControlOptions usual = ControlOptions.defaults();
        boolean elsewhere = !service.url().equals("http://" + usual.host() + ":" + usual.port());
        String api = (elsewhere ? " --api " + service.url() : "")
                + (plan.control().token() == null ? "" : " --token-file FILE");
        if (plan.proxies().isEmpty()) {
            return "no proxies yet; --listen 127.0.0.1:9000 --upstream 127.0.0.1:8080 makes one, and so does POST "
                    + service.url() + "/proxies";
        }
        String name = plan.proxies().get(0).spec().name();
        return "next: flatline toxic add" + api + " -t latency -a latency=100 " + name;
    }

    private void untilStopped(ChaosService service, boolean log) {
        while (!stop) {
            look(service, log);
            try {
                String line = lines.poll(LOOK_MILLIS);
                if (line != null) {
                    out.accept(line);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            print();
        }
    }

    private void print() {
        for (String line = lines.poll(); line != null; line = lines.poll()) {
            out.accept(line);
        }
    }

    private void look(ChaosService service, boolean log) {
        tally.look(service.histories());
        if (!log) {
            return;
        }
        List<Injection> entries = service.ledger().read(logged, MOST_AT_ONCE);
        while (!entries.isEmpty()) {
            unlogged += entries.get(0).sequence() - logged - 1;
            entries.forEach(entry -> out.accept(InjectionText.of(entry)));
            logged = entries.get(entries.size() - 1).sequence();
            entries = stop ? List.of() : service.ledger().read(logged, MOST_AT_ONCE);
        }
    }

    private static int connections(ChaosService service) {
        return service.running().values().stream()
                .mapToInt(proxy -> proxy.openConnections())
                .sum();
    }
}

package dev.flatline.benchmarks.proxy;

import dev.flatline.benchmarks.rig.Questions;
import dev.flatline.chaos.FaultProxy;
import dev.flatline.chaos.control.ProxySpec;
import dev.flatline.chaos.control.ToxicView;
import dev.flatline.chaos.control.http.ControlOptions;
import dev.flatline.chaos.service.ChaosService;
import dev.flatline.chaos.service.ServiceOptions;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicTypes;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;

/**
 * The process that is measured: what {@code flatline proxy} runs, on one event loop, which answers {@link Questions} about
 * it. This is the only file of the suite that sees the proxy's classes.
 */
public final class ProxyChild {

    private static final String MAIN = "main";
    private static final String BESIDE = "beside";

    private final ChaosService service;
    private int toxics;

    private ProxyChild(int upstreamPort) throws IOException {
        ServiceOptions options =
                ServiceOptions.defaults().with(ControlOptions.defaults().onPort(0));
        service = ChaosService.open(options, Throwable::printStackTrace);
        start(MAIN, upstreamPort);
    }

    /** Runs a proxy to the port that the first argument names. */
    public static void main(String[] args) throws IOException {
        ProxyChild child = new ProxyChild(Integer.parseInt(args[0]));
        Questions.answer(child.port(MAIN), child::answer);
        System.exit(0);
    }

    private long answer(String question) {
        String[] words = question.split(" ", -1);
        return switch (words[0]) {
            case "open" -> running(MAIN).openConnections();
            case "latency" -> put(MAIN, "latency", "latency", Long.parseLong(words[1]));
            case "late" -> lateNanos(Double.parseDouble(words[1]));
            case "bandwidth" -> put(BESIDE, "bandwidth", "rate", Long.parseLong(words[1]));
            case "beside" -> beside(Integer.parseInt(words[1]));
            case "api" -> URI.create(service.url()).getPort();
            default -> throw new IllegalArgumentException("no question is called " + question);
        };
    }

    /** One more toxic on what comes from the server; the answer is its one attribute. */
    private long put(String proxy, String type, String attribute, long value) {
        Toxic toxic = ToxicTypes.named(type)
                .orElseThrow()
                .defaults()
                .with(attribute, value)
                .toxic();
        NamedToxic named = new NamedToxic(type + toxics++, Stream.DOWNSTREAM, 1, Target.EVERYONE, toxic);
        service.hub().toxics(proxy).add(ToxicView.of(named)).join();
        return value;
    }

    /** By how much longer than asked for a share of the first toxic's delays were at most, by its own meter. */
    private long lateNanos(double share) {
        return Objects.requireNonNull(running(MAIN).meters().get("latency0"))
                .delays()
                .errorNanos(share);
    }

    /** A proxy beside the other, on the same event loop, to another upstream; the answer is its port. */
    private long beside(int upstreamPort) {
        if (service.running().containsKey(BESIDE)) {
            service.hub().delete(BESIDE);
        }
        start(BESIDE, upstreamPort);
        return port(BESIDE);
    }

    private void start(String name, int upstreamPort) {
        service.hub().create(new ProxySpec(name, "127.0.0.1:0", "127.0.0.1:" + upstreamPort, true));
    }

    private int port(String name) {
        return running(name).port();
    }

    private FaultProxy running(String name) {
        return Objects.requireNonNull(service.running().get(name));
    }
}

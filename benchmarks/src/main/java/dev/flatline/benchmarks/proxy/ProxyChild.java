package dev.flatline.benchmarks.proxy;

import dev.flatline.benchmarks.rig.Questions;
import dev.flatline.chaos.FaultProxy;
import dev.flatline.chaos.ProxyOptions;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * The process that is measured: a fault proxy on one event loop, which answers {@link Questions} about it. This is the
 * only file of the suite that sees the proxy's classes.
 */
public final class ProxyChild {

    /** Latency is done to each direction. */
    private static final int DIRECTIONS = 2;

    private static final long WHOLE_RUN_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Loops loops = Loops.open("proxy", 1, TransportKind.AUTO);
    private final int clients;
    private final FaultProxy proxy;
    private int faults;

    private ProxyChild(int upstreamPort, int clients) {
        this.clients = clients;
        this.proxy = to(upstreamPort);
    }

    /** Runs a proxy to the port that the first argument names, for as many connections as the second says. */
    public static void main(String[] args) throws IOException {
        ProxyChild child = new ProxyChild(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
        child.proxy.start();
        Questions.answer(child.proxy.port(), child::answer);
        System.exit(0);
    }

    private long answer(String question) throws IOException {
        String[] words = question.split(" ", -1);
        return switch (words[0]) {
            case "open" -> proxy.openConnections();
            case "latency" -> latency(Integer.parseInt(words[1]));
            case "beside" -> beside(Integer.parseInt(words[1]));
            default -> throw new IllegalArgumentException("no question is called " + question);
        };
    }

    /** Every connection suffers that much more from now on; the answer is how much longer a round trip should be. */
    private long latency(int millis) {
        Fault latency = new Fault.Latency(TimeUnit.MILLISECONDS.toNanos(millis), 0);
        proxy.begin(new ScheduledFault(faults++, latency, 0, WHOLE_RUN_NANOS, 1));
        return (long) DIRECTIONS * millis;
    }

    /** One more proxy on the same event loop, to another upstream; the answer is its port. */
    private long beside(int upstreamPort) throws IOException {
        FaultProxy second = to(upstreamPort);
        second.start();
        return second.port();
    }

    private FaultProxy to(int upstreamPort) {
        ProxyOptions options = ProxyOptions.inFrontOf("127.0.0.1", upstreamPort, clients);
        return new FaultProxy(options, new Seeds(1), loops, new NoEvents());
    }

    /** What a run would write down is not measured here. */
    private static final class NoEvents implements FaultEvents {
        @Override
        public void faultBegan(ScheduledFault fault, long nowNanos) {}

        @Override
        public void faultHit(ScheduledFault fault, int client, long connection, long nowNanos) {}

        @Override
        public void faultEnded(ScheduledFault fault, long nowNanos) {}
    }
}

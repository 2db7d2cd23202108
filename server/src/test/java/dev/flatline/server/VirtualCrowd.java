package dev.flatline.server;

import dev.flatline.core.time.Timers;
import dev.flatline.server.options.AdmissionOptions;
import dev.flatline.wire.WheelTimers;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Many connections of one server in virtual time: the real turnstile, the real parts and their real pipelines. */
final class VirtualCrowd {

    final Happenings happenings;
    final List<Throwable> failures = new ArrayList<>();
    final ServerShared shared;
    final Timers timers;
    private final MockTicker ticker = Ticker.newMockTicker();
    private final EmbeddedChannel clock;
    private final List<VirtualPeer> peers = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private Turnstile turnstile;

    VirtualCrowd(Happenings happenings) {
        this.happenings = happenings;
        shared = ServerShared.of(happenings, happenings, failures::add, () -> 1_790_000_000);
        ticker.advance(123_456_789, TimeUnit.NANOSECONDS);
        clock = EmbeddedChannel.builder().ticker(ticker).build();
        timers = WheelTimers.on(clock.eventLoop(), failures::add);
        turnstile = turnstile(AdmissionOptions.DEFAULT);
    }

    /** A part that takes connections; the turnstile goes by its options from now on. */
    ServerLoop part(ServerOptions options) {
        ServerLoop part = new ServerLoop(
                shared,
                ServerTerms.of(options),
                timers,
                new ServerLoop.Origin(timers.nanoTime(), new SplittableRandom(1)));
        part.start();
        turnstile = turnstile(options.admission());
        return part;
    }

    private Turnstile turnstile(AdmissionOptions limits) {
        return new Turnstile(() -> limits, shared.admission(), shared.counters());
    }

    /** A client's socket at the server, which may have been cut off already. */
    VirtualPeer connects(ServerLoop part, String address) {
        VirtualPeer peer = new VirtualPeer(ticker, address);
        if (turnstile.passes(peer)) {
            part.accept(peer);
            peers.add(peer);
        }
        return peer;
    }

    VirtualPeer connects(ServerLoop part) {
        return connects(part, "127.0.0.1");
    }

    /** Runs a task after those that wait, as an event loop does, at the next {@link #settle}. */
    void soon(Runnable task) {
        tasks.add(task);
    }

    /** Runs the tasks that wait, and those that they leave. */
    void settle() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Lets time pass in steps of a millisecond. */
    void advance(Duration time) {
        for (long millis = time.toMillis(); millis > 0; millis--) {
            ticker.advance(1, TimeUnit.MILLISECONDS);
            clock.runScheduledPendingTasks();
            settle();
            peers.forEach(EmbeddedChannel::runPendingTasks);
            settle();
            peers.removeIf(peer -> !peer.isOpen());
        }
    }

    /** Whether an alarm is set. */
    boolean isWaiting() {
        return clock.runScheduledPendingTasks() >= 0;
    }
}

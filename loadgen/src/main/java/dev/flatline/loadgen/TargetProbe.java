package dev.flatline.loadgen;

import dev.flatline.core.connection.ClientIdentity;
import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.Transport;
import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.Loops;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/** One WebSocket, opened and closed again, to see whether a target is there before a fleet goes to it. */
public final class TargetProbe {

    private static final int NORMAL_CLOSURE = 1000;

    private TargetProbe() {}

    /**
     * Tries the target once and waits for the outcome. Not to be called on one of the loops.
     *
     * @return why it cannot be used, in words that follow a colon, or empty if it can
     */
    public static Optional<String> failure(Target target, Loops loops, Duration limit) {
        InetSocketAddress remote;
        try {
            remote = target.resolve();
        } catch (UnknownHostException e) {
            return Optional.of("the host name does not resolve");
        }
        ClientLoop loop = new ClientLoop(loops, 0, target, remote, new Seeds(0).generator("probe", 0), new LongAdder());
        NettyTransport transport = new NettyTransport(loop, ClientIdentity.UNKNOWN, null);
        Outcome outcome = new Outcome();
        loop.execute(() -> transport.connect(outcome));
        try {
            return outcome.reason.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Optional.of("no answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new IllegalStateException("the probe failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } finally {
            loop.execute(() -> transport.close(NORMAL_CLOSURE));
        }
    }

    private static final class Outcome implements Transport.Listener {

        private final CompletableFuture<Optional<String>> reason = new CompletableFuture<>();

        @Override
        public void onConnected() {}

        @Override
        public void onSecured() {}

        @Override
        public void onOpen() {
            reason.complete(Optional.empty());
        }

        @Override
        public void onBytes() {}

        @Override
        public void onPong(long payload) {}

        @Override
        public void onText(byte[] utf8) {}

        @Override
        public void onClosed(CloseCause cause, int code) {
            reason.complete(Optional.of(
                    switch (cause) {
                        case REFUSED -> "nobody listens there";
                        case UPGRADE_REJECTED -> "it answered the upgrade with HTTP status " + code;
                        case PROTOCOL_ERROR -> "what answers there does not speak WebSocket";
                        default -> "the attempt ended with " + cause.label();
                    }));
        }
    }
}

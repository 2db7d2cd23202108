package dev.flatline.loadgen;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.Transport;
import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.Loops;
import dev.flatline.wire.SourceAddresses;
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
     * Tries a target once, as the first client of a group would, and waits for the outcome. Not to be called on one of the
     * loops.
     *
     * @param client the first client of the group
     * @return why it cannot be used, in words that follow a colon, or empty if it can
     * @throws dev.flatline.wire.tls.UnusableCertificateException if the file of trusted certificates is none: one line
     */
    public static Optional<String> failure(
            Target target, ClientGroup group, int client, TrustOptions tls, Loops loops, Duration limit) {
        Route route;
        try {
            route = route(target, group, tls);
        } catch (UnknownHostException e) {
            return Optional.of("the host name does not resolve");
        }
        ClientLoop loop = new ClientLoop(loops, 0, new Seeds(0).generator("probe", 0), new LongAdder());
        NettyTransport transport = new NettyTransport(loop, route, client);
        Outcome outcome = new Outcome(loop);
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
            loop.execute(() -> loop.whenIdle(loop::close));
        }
    }

    private static Route route(Target target, ClientGroup group, TrustOptions options) throws UnknownHostException {
        InetSocketAddress remote = target.resolve();
        ClientTls tls = target.secure() ? ClientTls.of(ClientTls.context(options, 1), options, target) : null;
        SourceAddresses sources = SourceAddresses.of(1, remote.getAddress());
        return new Route(remote, sources, ClientRequest.of(group, target).anonymous(), tls);
    }

    private static final class Outcome implements Transport.Listener {

        private final CompletableFuture<Optional<String>> reason = new CompletableFuture<>();
        private final ClientLoop loop;

        Outcome(ClientLoop loop) {
            this.loop = loop;
        }

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
                        default ->
                            loop.problem().isEmpty() ? "the attempt ended with " + cause.label() : loop.problem();
                    }));
        }
    }
}

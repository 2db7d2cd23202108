package dev.flatline.chaos;

import dev.flatline.chaos.control.ConnectionInfo;
import dev.flatline.chaos.target.ConnectionFacts;
import dev.flatline.chaos.target.RequestFacts;
import dev.flatline.chaos.toxic.End;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.time.Alarm;
import dev.flatline.wire.follow.FrameFollower;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One proxied connection: the client's leg, the upstream's, a {@link Flow} each way, and the toxics that hit it.
 *
 * <p>If anything in force depends on whose connection it is, it first reads the upgrade request; otherwise it dials at once
 * and reads the request as it passes. Silence comes before everything: a connection under it is neither turned away nor
 * dialled, it hangs until the silence ends. A client that says FIN in silence may still read: its socket is kept, and gets
 * what is held when the silence ends. One that is reset is gone: its socket is closed at once, and the server hears of it
 * when the silence ends.
 *
 * <p>Confined to the event loop.
 */
final class Relay {

    private enum Phase {
        /** The upgrade request is being read. */
        HEAD,
        /** Silence since before the upstream was dialled. */
        HUNG,
        /** A toxic has put the dial off. */
        PUT_OFF,
        DIALLING,
        OPEN,
        /** A toxic has answered in the server's stead. */
        ANSWERED,
        CLOSED
    }

    private final RelayHost host;
    private final ConnectionFacts facts;
    private final Leg client;
    private final Flow upstream;
    private final Flow downstream;
    private final Hits hits = new Hits(this);
    private @Nullable RequestReader request;
    private @Nullable Alarm alarm;
    private Leg server = NoLeg.INSTANCE;
    private Phase phase = Phase.HEAD;
    private boolean clientGone;
    private boolean serverGone;
    /** Toxiproxy lets everything end in an RST that was opened while there was a reset_peer, whatever its toxicity. */
    private boolean endsInReset;

    /** Takes over a connection that was accepted, whose leg is made for this relay. */
    Relay(RelayHost host, long number, @Nullable InetSocketAddress address, Function<Relay, Leg> accepted) {
        this.host = host;
        this.facts = new ConnectionFacts(number, address, host.timers().nanoTime());
        this.request = new RequestReader(host.limits().maxHeadBytes());
        this.client = accepted.apply(this);
        int maxHead = FrameFollower.DEFAULT_MAX_HEAD_BYTES;
        this.upstream = new Flow(Direction.UPSTREAM, this, FrameFollower.ofRequest(maxHead));
        this.downstream = new Flow(Direction.DOWNSTREAM, this, FrameFollower.ofReply(maxHead));
        upstream.from(client);
        downstream.to(client);
    }

    /** Begins: reads the request, or asks at once what becomes of the connection. */
    void start() {
        if (host.waitsForRequest()) {
            alarm = host.timers().after(host.limits().headLimit().toNanos(), this::identified);
        } else {
            admit();
        }
    }

    RelayHost host() {
        return host;
    }

    ConnectionFacts facts() {
        return facts;
    }

    /** How it stands. */
    ConnectionInfo info() {
        RequestFacts asked = facts.request();
        return new ConnectionInfo(
                facts.number(),
                facts.address(),
                facts.client(),
                asked == null ? null : asked.path(),
                host.timers().nanoTime() - facts.acceptedNanos(),
                upstream.passedBytes(),
                downstream.passedBytes(),
                hits.all().stream()
                        .map(hit -> String.valueOf(hit.applied().key()))
                        .toList());
    }

    /** Whether the upstream is not dialled yet. */
    boolean isNew() {
        return server == NoLeg.INSTANCE && phase != Phase.CLOSED;
    }

    Flow flow(Direction direction) {
        return direction == Direction.UPSTREAM ? upstream : downstream;
    }

    /** A toxic is in force from now on. */
    void begin(Applied applied) {
        boolean asksLater = phase == Phase.HEAD
                || (phase == Phase.HUNG && !applied.silences())
                || (request != null && applied.toxic().needsRequest());
        boolean gone = phase == Phase.CLOSED || phase == Phase.ANSWERED;
        if (!asksLater && !gone && applied.toxic().hitsStanding() && !hits.has(applied) && applied.hits(facts)) {
            hits.put(applied);
        }
    }

    /** A toxic is over: what it held goes out now. */
    void end(Applied applied) {
        if (hits.remove(applied) && phase == Phase.HUNG && !hits.hang()) {
            admit();
        }
    }

    /** A toxic has a new version, with the same key and order. */
    void update(Applied former, Applied next) {
        if (!hits.has(former)) {
            begin(next);
        } else if (next.hits(facts)) {
            hits.update(former, next);
        } else {
            end(former);
        }
    }

    /** Bytes were read from the direction's source; they belong to the relay. */
    void arrived(Direction direction, ByteBuf bytes) {
        RequestReader reader = request;
        if (reader == null || direction == Direction.DOWNSTREAM) {
            flow(direction).arrived(bytes);
            return;
        }
        boolean known = reader.read(bytes);
        if (known) {
            upgraded(reader.request() != null);
        }
        upstream.arrived(bytes);
        if (known) {
            identified();
        }
    }

    /** The reads of one wake-up of the direction's source are over. */
    void readComplete(Direction direction) {
        flow(direction).readComplete();
    }

    /** The sink of a direction takes more, or takes no more. */
    void writable(Direction direction) {
        flow(direction).writable();
    }

    /** The direction's source said FIN. */
    void finRead(Direction direction) {
        if (phase == Phase.HEAD) {
            identified();
        }
        flow(direction).end(End.FIN);
        closeIfDone(clientGone && hits.silence());
    }

    /** The direction's source is dead: an RST, or whatever else a read or write reports. */
    void broken(Direction direction) {
        if (direction == Direction.UPSTREAM) {
            clientGone();
        } else {
            server.close();
            upstream.drop();
            downstream.end(End.RESET);
            closeIfDone(clientGone);
        }
    }

    /** A direction's sink takes nothing any more; what it sent itself may still be read. */
    void deaf(Direction direction) {
        flow(direction).drop();
    }

    /** The sink of a direction has sent its FIN, behind everything else. */
    void finSent(Direction direction) {
        flow(direction).endDelivered();
        closeIfDone(phase == Phase.ANSWERED || host.strict());
    }

    /** The dialled upstream has accepted. */
    void connected() {
        if (phase == Phase.DIALLING) {
            phase = Phase.OPEN;
            upstream.to(server);
        }
    }

    /** The dialled upstream refused, is not reachable, or did not answer in time. */
    void unreachable() {
        if (phase == Phase.DIALLING) {
            host.traffic().unreachable();
            if (host.strict()) {
                close();
            } else {
                reset();
            }
        }
    }

    /** An end is due, behind everything that arrived before it. */
    void deliver(End end, Direction direction) {
        Leg sink = direction == Direction.UPSTREAM ? server : client;
        if (end == End.FIN && !endsInReset) {
            sink.finish();
            return;
        }
        sink.reset();
        flow(direction).endDelivered();
        flow(direction == Direction.UPSTREAM ? Direction.DOWNSTREAM : Direction.UPSTREAM)
                .end(End.RESET);
        closeIfDone(false);
    }

    /** A toxic resets the connection: both peers hear it at once, or, in silence, when that ends. */
    void cut() {
        if (hits.silence()) {
            upstream.end(End.RESET);
            downstream.end(End.RESET);
        } else {
            reset();
        }
    }

    /** A toxic resets the peer that a direction comes from; the other one hears of it if no toxic withholds that. */
    void resetSource(Direction direction) {
        if (direction == Direction.UPSTREAM) {
            clientGone = true;
            client.reset();
        } else {
            serverGone = true;
            server.reset();
        }
        flow(direction).end(End.RESET);
        closeIfDone(clientGone && serverGone);
    }

    /** A toxic ends both directions in order, each behind what it has let through there. */
    void finish(@Nullable Place inUpstream, @Nullable Place inDownstream) {
        if (isNew()) {
            close();
        } else {
            upstream.endAt(inUpstream, End.FIN);
            downstream.endAt(inDownstream, End.FIN);
        }
    }

    /** Closes both sockets at once and releases everything. */
    void close() {
        if (phase != Phase.CLOSED) {
            phase = Phase.CLOSED;
            forgetRequest();
            if (endsInReset) {
                client.reset();
                server.reset();
            }
            client.close();
            server.close();
            upstream.drop();
            downstream.drop();
            hits.drop();
            host.closed(this);
        }
    }

    private void reset() {
        client.reset();
        server.reset();
        close();
    }

    private void upgraded(boolean yes) {
        upstream.upgraded(yes);
        downstream.upgraded(yes);
    }

    private void identified() {
        if (phase == Phase.CLOSED) {
            return;
        }
        RequestFacts asked = request == null ? null : request.request();
        forgetRequest();
        upgraded(asked != null);
        if (asked != null) {
            facts.asked(asked);
        }
        if (phase == Phase.HEAD) {
            admit();
        } else {
            host.on(facts).forEach(this::begin);
        }
    }

    private void forgetRequest() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
        if (request != null) {
            request.close();
            request = null;
        }
    }

    /** Asks which toxics hit a new connection, and lets it hang, turns it away, answers it or dials. */
    private void admit() {
        endsInReset = host.strict() && host.resetsWhatIsNew();
        for (Applied applied : host.on(facts)) {
            if (!hits.has(applied)) {
                hits.put(applied);
            }
        }
        if (phase == Phase.CLOSED) {
            return;
        }
        if (hits.hang()) {
            phase = Phase.HUNG;
        } else if (hits.refuse()) {
            reset();
        } else {
            ByteBuf reply = hits.takeAnswer();
            if (reply == null) {
                putOffOrDial();
            } else {
                answer(reply);
            }
        }
    }

    private void answer(ByteBuf reply) {
        phase = Phase.ANSWERED;
        upstream.drop();
        client.write(reply);
        client.finish();
    }

    private void putOffOrDial() {
        long delayNanos = hits.dialDelayNanos();
        if (delayNanos > 0 && phase != Phase.PUT_OFF) {
            phase = Phase.PUT_OFF;
            alarm = host.timers().after(delayNanos, this::putOffOrDial);
        } else {
            phase = Phase.DIALLING;
            server = host.dial(this);
            downstream.from(server);
        }
    }

    private void clientGone() {
        clientGone = true;
        client.close();
        downstream.drop();
        if (phase == Phase.OPEN) {
            upstream.end(End.RESET);
            closeIfDone(hits.silence() && downstream.hasEnded());
        } else {
            close();
        }
    }

    private void closeIfDone(boolean nobodyLeft) {
        if (nobodyLeft || (upstream.isDone() && downstream.isDone())) {
            close();
        }
    }
}

package dev.flatline.chaos;

import dev.flatline.chaos.control.ConnectionInfo;
import dev.flatline.chaos.kernel.PacketPath;
import dev.flatline.chaos.target.ConnectionFacts;
import dev.flatline.chaos.target.RequestFacts;
import dev.flatline.chaos.toxic.End;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.core.fault.Direction;
import dev.flatline.wire.follow.FrameFollower;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
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

    private final RelayHost host;
    private final ConnectionFacts facts;
    private final Leg client;
    private final Flow upstream;
    private final Flow downstream;
    private final Hits hits = new Hits(this);
    private final Opening opening;
    private Leg server = NoLeg.INSTANCE;
    private boolean closed;
    private boolean clientGone;
    private boolean serverGone;
    /** Toxiproxy lets everything end in an RST that was opened while there was a reset_peer, whatever its toxicity. */
    private boolean endsInReset;

    /** Takes over a connection that was accepted, whose leg is made for this relay. */
    Relay(RelayHost host, ConnectionFacts facts, Function<Relay, Leg> accepted) {
        this.host = host;
        this.facts = facts;
        this.opening = new Opening(this, hits);
        this.client = accepted.apply(this);
        int maxHead = FrameFollower.DEFAULT_MAX_HEAD_BYTES;
        boolean follows = host.follows();
        this.upstream = new Flow(Direction.UPSTREAM, this, follows ? FrameFollower.ofRequest(maxHead) : null);
        this.downstream = new Flow(Direction.DOWNSTREAM, this, follows ? FrameFollower.ofReply(maxHead) : null);
        upstream.from(client);
        downstream.to(client);
    }

    /** Begins: waits for the request, or asks at once what becomes of the connection. */
    void start() {
        opening.start();
    }

    /** Begins in the middle: the upstream has accepted already. */
    void stands(Leg upstreamLeg) {
        opening.stands();
        server = upstreamLeg;
        downstream.from(server);
        upstream.to(server);
    }

    /** Whether both sockets might as well be one: nothing hits it, nothing waits in it, and neither end has ended. */
    boolean isIdle() {
        return !closed && opening.isOpen() && hits.isEmpty() && upstream.isStraight() && downstream.isStraight();
    }

    /** Whether nothing hits it. */
    boolean isFree() {
        return hits.isEmpty();
    }

    /** Leaves an idle connection to its two ends. */
    void leave() {
        closed = true;
        opening.close();
        host.closed(this);
    }

    boolean isClosed() {
        return closed;
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
                facts.identity(),
                asked == null ? null : asked.path(),
                host.timers().nanoTime() - facts.acceptedNanos(),
                upstream.sentBytes(),
                downstream.sentBytes(),
                hits.all().stream()
                        .map(hit -> String.valueOf(hit.applied().key()))
                        .toList());
    }

    /** Whether the upstream is not dialled yet. */
    boolean isNew() {
        return opening.isNew();
    }

    Flow flow(Direction direction) {
        return direction == Direction.UPSTREAM ? upstream : downstream;
    }

    /** A toxic is in force from now on. */
    void begin(Applied applied) {
        boolean late = !applied.toxic().hitsStanding() && !isNew();
        if (opening.takes(applied) && !late && !hits.has(applied) && applied.hits(facts)) {
            hits.put(applied);
            opening.changed();
        }
    }

    /** A toxic is over: what it held goes out now. */
    void end(Applied applied) {
        if (hits.remove(applied)) {
            opening.changed();
        }
    }

    /**
     * A toxic has a new version, with the same key and order; one of another type cannot go on where the former was.
     * What was done to a new connection is not done again.
     */
    void update(Applied former, Applied next) {
        boolean onlyNew = !next.toxic().hitsStanding() && !isNew();
        if (!hits.has(former)) {
            begin(next);
        } else if (!next.hits(facts) || (onlyNew && former.toxic().hitsStanding())) {
            end(former);
        } else if (!next.toxic().type().equals(former.toxic().type())) {
            end(former);
            begin(next);
        } else if (onlyNew) {
            hits.rename(former, next);
        } else {
            hits.update(former, next);
            opening.changed();
        }
    }

    /** Bytes were read from the direction's source; they belong to the relay. */
    void arrived(Direction direction, ByteBuf bytes) {
        if (!opening.isReading()) {
            flow(direction).arrived(bytes);
        } else if (direction == Direction.DOWNSTREAM) {
            opening.identified();
            downstream.arrived(bytes);
        } else {
            boolean known = opening.look(bytes);
            upstream.arrived(bytes);
            if (known) {
                opening.identified();
            }
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
        opening.identified();
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
        closeIfDone(opening.isAnswered() || host.strict());
    }

    /** The dialled upstream has accepted. */
    void connected() {
        if (opening.connected()) {
            upstream.to(server);
            hits.connected();
        }
    }

    /** The dialled upstream refused, is not reachable, or did not answer in time. */
    void unreachable() {
        server.close();
        opening.unreachable();
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

    /**
     * A toxic ends both directions in order, each behind what it has let through there; what has not come that far is
     * dropped. A direction that is silent ends when that is over.
     */
    void finish(@Nullable Place inUpstream, @Nullable Place inDownstream) {
        if (isNew() && hits.silence()) {
            opening.endWhenHeard();
        } else if (isNew()) {
            close();
        } else {
            finish(upstream, inUpstream, hits.silences(Direction.UPSTREAM));
            finish(downstream, inDownstream, hits.silences(Direction.DOWNSTREAM));
        }
    }

    private static void finish(Flow flow, @Nullable Place place, boolean silent) {
        if (silent) {
            flow.end(End.FIN);
        } else {
            flow.endAt(place, End.FIN);
        }
    }

    /** The ways of its packets on both sockets, as far as they are connected, in the directions that a stream covers. */
    List<PacketPath> paths(Stream stream) {
        List<PacketPath> paths = new ArrayList<>(client.paths(stream));
        paths.addAll(server.paths(stream));
        return paths;
    }

    /** The connection is about to be let in, or not. */
    void admitted() {
        endsInReset = host.strict() && host.resetsWhatIsNew();
    }

    /** Starts to connect to the upstream. */
    void dial() {
        server = host.dial(this);
        downstream.from(server);
    }

    /** Answers in the server's stead and closes the connection then. */
    void answer(ByteBuf reply) {
        upstream.drop();
        client.write(reply);
        client.finish();
    }

    /** What the request asks for is known. */
    void upgraded(boolean yes) {
        upstream.upgraded(yes);
        downstream.upgraded(yes);
    }

    /** Closes both sockets at once and releases everything. */
    void close() {
        if (!closed) {
            closed = true;
            opening.close();
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

    /** Resets both sockets at once and releases everything. */
    void reset() {
        client.reset();
        server.reset();
        close();
    }

    private void clientGone() {
        clientGone = true;
        client.close();
        downstream.drop();
        if (opening.isOpen()) {
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

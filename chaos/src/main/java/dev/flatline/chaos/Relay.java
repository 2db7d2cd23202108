package dev.flatline.chaos;

import dev.flatline.chaos.toxic.End;
import dev.flatline.core.fault.ActiveFaults;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.Impairment;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.time.Alarm;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One proxied connection: the client's leg, the upstream's, a {@link Flow} each way, and the faults that hit it.
 *
 * <p>It first reads whose connection it is, then asks which faults hit that client. Silence comes before everything: a
 * connection under it is neither turned away nor dialled, it hangs until the silence ends. A client that says FIN in
 * silence may still read: its socket is kept, and gets what is held when the silence ends. One that is reset is gone: its
 * socket is closed at once, and the server hears of it when the silence ends.
 *
 * <p>Confined to the event loop.
 */
final class Relay {

    private enum Phase {
        /** The client's identity is being read. */
        HEAD,
        /** Silence since before the upstream was dialled. */
        HUNG,
        DIALLING,
        OPEN,
        CLOSED
    }

    private final RelayHost host;
    private final long connection;
    private final Leg client;
    private final Flow upstream;
    private final Flow downstream;
    private final IdentityReader identity;
    private final Alarm headAlarm;
    private final List<ScheduledFault> faults = new ArrayList<>(0);
    private Leg server = NoLeg.INSTANCE;
    private Phase phase = Phase.HEAD;
    private boolean silent;
    private boolean clientGone;

    /** Takes over a connection that was accepted, whose leg is made for this relay. */
    Relay(RelayHost host, long connection, Function<Relay, Leg> accepted) {
        this.host = host;
        this.connection = connection;
        this.client = accepted.apply(this);
        this.upstream = host.flow(Direction.UPSTREAM, this, connection);
        this.downstream = host.flow(Direction.DOWNSTREAM, this, connection);
        this.identity = new IdentityReader(host.limits().maxHeadBytes());
        this.headAlarm = host.timers().after(host.limits().headLimit().toNanos(), this::identified);
        upstream.impair(Impairment.HOLD);
        upstream.from(client);
        downstream.to(client);
    }

    /** Whose connection it is, or {@link dev.flatline.core.connection.ClientIdentity#UNKNOWN}. */
    int client() {
        return identity.client();
    }

    /** A fault is in force from now on. */
    void begin(ScheduledFault fault) {
        if (phase == Phase.HEAD || phase == Phase.CLOSED || fault.fault() instanceof Fault.Refuse) {
            return;
        }
        if (host.faultsOn(identity.client(), connection).contains(fault)) {
            boolean cuts = ActiveFaults.turnsAway(List.of(fault));
            if (cuts && phase == Phase.HUNG) {
                return; // has not reached what resets it; asked again when the silence ends
            }
            hit(fault);
            if (cuts) {
                cut();
            } else {
                impair();
            }
        }
    }

    /** A fault is over: what it held goes out now. */
    void end(ScheduledFault fault) {
        if (faults.remove(fault)) {
            impair();
            if (phase == Phase.HUNG && !silent) {
                admit();
            }
        }
    }

    /** Bytes were read from the direction's source; they belong to the relay. */
    void arrived(Direction direction, ByteBuf bytes) {
        if (phase == Phase.HEAD) {
            boolean known = identity.read(bytes);
            upstream.arrived(bytes);
            if (known) {
                identified();
            }
        } else {
            flow(direction).arrived(bytes);
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
        closeIfDone(clientGone && silent);
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
        closeIfDone(false);
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
            reset();
        }
    }

    /** An end is due, behind everything that arrived before it. */
    void deliver(End end, Direction direction) {
        Leg sink = direction == Direction.UPSTREAM ? server : client;
        if (end == End.FIN) {
            sink.finish();
            return;
        }
        sink.reset();
        flow(direction).endDelivered();
        flow(direction == Direction.UPSTREAM ? Direction.DOWNSTREAM : Direction.UPSTREAM)
                .end(End.RESET);
        closeIfDone(false);
    }

    /** Closes both sockets at once and releases everything. */
    void close() {
        if (phase != Phase.CLOSED) {
            phase = Phase.CLOSED;
            headAlarm.cancel();
            identity.close();
            client.close();
            server.close();
            upstream.drop();
            downstream.drop();
            host.closed(this);
        }
    }

    private void reset() {
        client.reset();
        server.reset();
        close();
    }

    private void identified() {
        if (phase == Phase.HEAD) {
            headAlarm.cancel();
            identity.close();
            admit();
        }
    }

    /** Asks which faults hit a new connection, and lets it hang, turns it away or dials. */
    private void admit() {
        List<ScheduledFault> hits = host.faultsOn(identity.client(), connection);
        hits.forEach(this::hit);
        silent = ActiveFaults.impairment(Impairment.NONE, faults) == Impairment.HOLD;
        if (silent) {
            phase = Phase.HUNG;
        } else if (ActiveFaults.turnsAway(hits)) {
            reset();
            return;
        } else {
            phase = Phase.DIALLING;
            server = host.dial(this);
            downstream.from(server);
        }
        impair();
    }

    private void hit(ScheduledFault fault) {
        if (!faults.contains(fault)) {
            faults.add(fault);
            host.hit(fault, identity.client(), connection);
        }
    }

    private void impair() {
        Impairment impairment = ActiveFaults.impairment(Impairment.NONE, faults);
        silent = impairment == Impairment.HOLD;
        upstream.impair(impairment);
        downstream.impair(impairment);
    }

    /** A fault resets the connection: both peers hear it at once, or, in silence, when that ends. */
    private void cut() {
        if (silent) {
            upstream.end(End.RESET);
            downstream.end(End.RESET);
        } else {
            reset();
        }
    }

    private void clientGone() {
        clientGone = true;
        client.close();
        downstream.drop();
        if (phase == Phase.OPEN) {
            upstream.end(End.RESET);
            closeIfDone(silent && downstream.hasEnded());
        } else {
            close();
        }
    }

    private void closeIfDone(boolean nobodyLeft) {
        if (nobodyLeft || (upstream.isDone() && downstream.isDone())) {
            close();
        }
    }

    private Flow flow(Direction direction) {
        return direction == Direction.UPSTREAM ? upstream : downstream;
    }
}

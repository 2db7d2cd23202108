package dev.flatline.server;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.server.admission.Admission;
import dev.flatline.server.admission.RefusalReason;
import dev.flatline.server.session.SessionCounters;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What a server has counted since it was made, across its restarts. May be read from any thread. */
public final class ServerCounters {

    final LongAdder opened = new LongAdder();
    final LongAdder refusedUpgrades = new LongAdder();
    final LongAdder handshakeTimeouts = new LongAdder();
    final LongAdder tlsFailures = new LongAdder();
    final LongAdder failedAccepts = new LongAdder();
    final LongAdder pings = new LongAdder();
    final LongAdder pongs = new LongAdder();
    final LongAdder messagesIn = new LongAdder();
    final LongAdder messagesOut = new LongAdder();
    final LongAdder bytesIn = new LongAdder();
    final LongAdder bytesOut = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder supersededPongs = new LongAdder();
    final LongAdder ghostsReplaced = new LongAdder();

    private final Admission admission;
    private final SessionCounters sessions = new SessionCounters();
    private final Map<CloseCause, LongAdder> closed = new EnumMap<>(CloseCause.class);
    private final Map<RefusalReason, LongAdder> refused = new EnumMap<>(RefusalReason.class);

    ServerCounters(Admission admission) {
        this.admission = admission;
        for (CloseCause cause : CloseCause.values()) {
            closed.put(cause, new LongAdder());
        }
        for (RefusalReason reason : RefusalReason.values()) {
            refused.put(reason, new LongAdder());
        }
    }

    void closed(CloseCause cause) {
        of(closed, cause).increment();
    }

    void refused(RefusalReason reason) {
        of(refused, reason).increment();
    }

    private static <K> LongAdder of(Map<K, LongAdder> adders, K key) {
        LongAdder adder = adders.get(key);
        if (adder == null) {
            throw new IllegalStateException("no counter for " + key);
        }
        return adder;
    }

    /** Connections that are open now. */
    public long open() {
        return admission.open();
    }

    /** Connections accepted and upgraded. */
    public long opened() {
        return opened.sum();
    }

    /** Sockets that were accepted and are neither upgraded nor closed. */
    public long handshaking() {
        return admission.handshaking();
    }

    /** Bytes held of messages that have not arrived whole. */
    public long unfinishedBytes() {
        return admission.unfinishedBytes();
    }

    /** Clients that were not let in for this reason, whether they were told by an answer, by a Close frame or not at all. */
    public long refusedFor(RefusalReason reason) {
        return of(refused, reason).sum();
    }

    /** Upgrade requests answered with an HTTP error. */
    public long refusedUpgrades() {
        return refusedUpgrades.sum();
    }

    /** TCP connections closed because no whole upgrade request, or no first message with the identity, came in time. */
    public long handshakeTimeouts() {
        return handshakeTimeouts.sum();
    }

    /** Connections that did not speak TLS as they should. */
    public long tlsFailures() {
        return tlsFailures.sum();
    }

    /** Times the operating system would not give a new connection, for want of descriptors for example. */
    public long failedAccepts() {
        return failedAccepts.sum();
    }

    /**
     * Open connections that ended for this cause; with {@link CloseCause#OVERLOADED} also those that were upgraded only to
     * be told so, and were never open.
     */
    public long closedBy(CloseCause cause) {
        return of(closed, cause).sum();
    }

    /**
     * Replaced connections whose client did not go when it was told: it was gone already. The others that
     * {@link CloseCause#REPLACED} counts were live duplicates.
     */
    public long ghostsReplaced() {
        return ghostsReplaced.sum();
    }

    /** What has become of the sessions. */
    public SessionCounters sessions() {
        return sessions;
    }

    /** Heartbeats sent: pings, or the text messages that serve as such. */
    public long pings() {
        return pings.sum();
    }

    /** Pongs that arrived, or the text messages that serve as such. */
    public long pongs() {
        return pongs.sum();
    }

    /** Text and binary messages that arrived. */
    public long messagesIn() {
        return messagesIn.sum();
    }

    /** Text and binary messages handed to the network. */
    public long messagesOut() {
        return messagesOut.sum();
    }

    /** Bytes that arrived, upgrade requests and frame headers included. */
    public long bytesIn() {
        return bytesIn.sum();
    }

    /** Bytes handed to the network, upgrade answers and frame headers included. */
    public long bytesOut() {
        return bytesOut.sum();
    }

    /** Pongs that were not sent because a newer ping arrived before there was room for them. */
    public long supersededPongs() {
        return supersededPongs.sum();
    }

    /** Messages dropped because their clients did not read. */
    public long dropped() {
        return dropped.sum();
    }
}

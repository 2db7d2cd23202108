package dev.flatline.chaos;

import dev.flatline.chaos.target.RequestFacts;
import dev.flatline.core.time.Alarm;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * How a proxied connection comes to be. It reads the upgrade request, asks the toxics what becomes of the connection, and
 * dials; whenever those toxics change before the upstream is dialled, it asks them again.
 *
 * <p>The request is waited for only if something in force must know it before the upstream is dialled. What merely draws by
 * it is put on when the request has been read, or when the server speaks first. Confined to the event loop.
 */
final class Opening {

    private enum Phase {
        /** The upgrade request is being read. */
        HEAD,
        /** Silence since before the upstream was dialled, or a toxic that lets new connections hang. */
        HUNG,
        /** A toxic has put the dial off. */
        PUT_OFF,
        DIALLING,
        OPEN,
        /** A toxic has answered in the server's stead. */
        ANSWERED,
        GONE
    }

    private final Relay relay;
    private final RelayHost host;
    private final Hits hits;
    private @Nullable RequestReader request;
    private @Nullable Alarm headAlarm;
    private @Nullable Alarm dialAlarm;
    private Phase phase = Phase.HEAD;
    private boolean endsWhenHeard;

    Opening(Relay relay, Hits hits) {
        this.relay = relay;
        this.host = relay.host();
        this.hits = hits;
        this.request = host.follows() ? new RequestReader(host.limits().maxHeadBytes()) : null;
    }

    /** Begins: waits for the request, or asks the toxics at once. */
    void start() {
        if (host.waitsForRequest()) {
            headAlarm = host.timers().after(host.limits().headLimit().toNanos(), this::identified);
        } else {
            admit();
        }
    }

    /** The upstream has accepted already, and the request is not read any more. */
    void stands() {
        phase = Phase.OPEN;
        forgetRequest();
    }

    /** Whether the request may still come. */
    boolean isReading() {
        return request != null;
    }

    /** Looks at the client's next bytes, while it is reading; returns whether {@link #identified} is to follow. */
    boolean look(ByteBuf bytes) {
        RequestReader reader = request;
        if (reader == null || !reader.read(bytes)) {
            return false;
        }
        relay.upgraded(reader.request() != null);
        return true;
    }

    /** The request is known, or there will be none: whoever has waited for that is asked now. */
    void identified() {
        if (phase == Phase.GONE || request == null) {
            return;
        }
        RequestFacts asked = request.request();
        forgetRequest();
        relay.upgraded(asked != null);
        if (asked != null) {
            relay.facts().asked(asked, host.identity());
        }
        if (phase == Phase.HEAD) {
            admit();
        } else {
            host.on(relay.facts()).forEach(relay::begin);
        }
    }

    /** Whether the upstream is not dialled yet. */
    boolean isNew() {
        return phase == Phase.HEAD || phase == Phase.HUNG || phase == Phase.PUT_OFF;
    }

    /** Whether bytes go through. */
    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    boolean isAnswered() {
        return phase == Phase.ANSWERED;
    }

    /** Whether a toxic that begins now is put on now; otherwise it is asked later, or never. */
    boolean takes(Applied applied) {
        boolean later = phase == Phase.HEAD
                || (phase == Phase.HUNG && !applied.silences())
                || (request != null && host.drawsByRequest(applied));
        return !later && phase != Phase.GONE && phase != Phase.ANSWERED;
    }

    /** The toxics have changed: they may want something else of a connection that is not dialled yet. */
    void changed() {
        if (phase == Phase.HUNG && !hits.hang()) {
            admit();
        } else if (phase == Phase.PUT_OFF) {
            proceed();
        }
    }

    /** A toxic ends the connection in silence: both ends hear of it when that is over. */
    void endWhenHeard() {
        endsWhenHeard = true;
    }

    /** The dialled upstream has accepted; returns whether anybody waits for that. */
    boolean connected() {
        boolean waited = phase == Phase.DIALLING;
        if (waited) {
            phase = Phase.OPEN;
        }
        return waited;
    }

    /** The upstream cannot be reached. In silence the client hears nothing of that, and it is dialled again afterwards. */
    void unreachable() {
        if (phase != Phase.DIALLING) {
            return;
        }
        host.traffic().unreachable();
        if (hits.silence()) {
            phase = Phase.HUNG;
        } else if (host.strict()) {
            relay.close();
        } else {
            relay.reset();
        }
    }

    /** The connection has gone. */
    void close() {
        phase = Phase.GONE;
        forgetRequest();
        forgetDial();
    }

    private void admit() {
        relay.admitted();
        for (Applied applied : host.on(relay.facts())) {
            boolean later = request != null && host.drawsByRequest(applied);
            if (!later && !hits.has(applied)) {
                hits.put(applied);
            }
        }
        proceed();
    }

    /** Lets a connection that is not dialled yet hang, turns it away, answers it, puts it off or dials. */
    private void proceed() {
        forgetDial();
        if (phase == Phase.GONE) {
            return;
        }
        if (hits.hang()) {
            phase = Phase.HUNG;
        } else if (endsWhenHeard) {
            relay.close();
        } else if (hits.refuse()) {
            relay.reset();
        } else {
            ByteBuf reply = hits.takeAnswer();
            if (reply != null) {
                phase = Phase.ANSWERED;
                relay.answer(reply);
            } else {
                putOffOrDial();
            }
        }
    }

    private void putOffOrDial() {
        long leftNanos = hits.nanosToDial(host.timers().nanoTime());
        if (leftNanos > 0) {
            phase = Phase.PUT_OFF;
            dialAlarm = host.timers().after(leftNanos, this::proceed);
        } else {
            phase = Phase.DIALLING;
            relay.dial();
        }
    }

    private void forgetRequest() {
        if (headAlarm != null) {
            headAlarm.cancel();
            headAlarm = null;
        }
        if (request != null) {
            request.close();
            request = null;
        }
    }

    private void forgetDial() {
        if (dialAlarm != null) {
            dialAlarm.cancel();
            dialAlarm = null;
        }
    }
}

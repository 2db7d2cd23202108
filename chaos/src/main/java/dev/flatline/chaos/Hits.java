package dev.flatline.chaos;

import dev.flatline.chaos.toxic.Removal;
import dev.flatline.core.fault.Direction;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The toxics that are on one connection, in the order in which they hit it, and what they mean together. */
final class Hits {

    private final Relay relay;
    private final List<Hit> hits = new ArrayList<>(0);

    Hits(Relay relay) {
        this.relay = relay;
    }

    /** All of them, as they stand. */
    List<Hit> all() {
        return List.copyOf(hits);
    }

    boolean isEmpty() {
        return hits.isEmpty();
    }

    boolean has(Applied applied) {
        return of(applied) != null;
    }

    /** Puts a toxic on, which the ledger hears of first. */
    void put(Applied applied) {
        applied.hit(relay.facts(), relay.host().timers().nanoTime());
        Hit hit = new Hit(relay, applied);
        hits.add(hit);
        hit.open();
    }

    /** Takes a toxic off; returns whether it was on. */
    boolean remove(Applied applied) {
        Hit hit = of(applied);
        if (hit != null) {
            hits.remove(hit);
            hit.remove(Removal.TAKEN_OFF);
        }
        return hit != null;
    }

    /** A new version takes the place of a toxic that is on. */
    void update(Applied former, Applied next) {
        Hit hit = of(former);
        if (hit != null) {
            Hit newer = new Hit(relay, next, hit);
            hits.set(hits.indexOf(hit), newer);
            newer.open();
        }
    }

    /** A new version of a toxic that has done to a new connection what it had to. */
    void rename(Applied former, Applied next) {
        Hit hit = of(former);
        if (hit != null) {
            hit.rename(next);
        }
    }

    /** The upstream has been connected. */
    void connected() {
        hits.forEach(Hit::connected);
    }

    /** The connection has gone. */
    void drop() {
        List<Hit> last = all();
        hits.clear();
        last.forEach(hit -> hit.remove(Removal.CONNECTION_GONE));
    }

    /** Whether nothing passes in either direction, and nobody is told. */
    boolean silence() {
        for (Hit hit : hits) {
            if (hit.applied().silences()) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing passes in a direction, and nobody is told. */
    boolean silences(Direction direction) {
        for (Hit hit : hits) {
            if (hit.applied().toxic().silences() && hit.stream().covers(direction)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a new connection is neither turned away nor dialled. */
    boolean hang() {
        return silence() || hits.stream().anyMatch(Hit::isHung);
    }

    /** Whether a new connection is turned away. */
    boolean refuse() {
        return hits.stream().anyMatch(Hit::isRefused);
    }

    /** How long it is until a new connection may be dialled for; 0 or less for now. */
    long nanosToDial(long nowNanos) {
        return hits.stream().mapToLong(hit -> hit.nanosToDial(nowNanos)).max().orElse(0);
    }

    /** What answers a new connection in the server's stead, which then belongs to the caller; null for nothing. */
    @Nullable ByteBuf takeAnswer() {
        for (Hit hit : hits) {
            ByteBuf reply = hit.takeAnswer();
            if (reply != null) {
                return reply;
            }
        }
        return null;
    }

    private @Nullable Hit of(Applied applied) {
        for (Hit hit : hits) {
            if (hit.applied().key().equals(applied.key())) {
                return hit;
            }
        }
        return null;
    }
}

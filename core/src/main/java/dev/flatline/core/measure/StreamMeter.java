package dev.flatline.core.measure;

import dev.flatline.core.connection.ConnectionEvents;
import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.load.MessagePlan.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Messages by the streams they belong to, from a sender to a receiver, across all connections of both: which were lost, came
 * twice or out of order.
 *
 * <p>Of a stream from the server or within a room, what was sent and never received is lost: once a later one has arrived, or
 * when it left before the last full second. That holds as well for a receiver that was cut off meanwhile, but not for one that
 * left by its own choice: its streams begin anew when it is open again. A stream begins when its receiver is open for the first
 * time, so a server that passes on nothing has lost everything. What a sender skipped was never sent, and has no number. Echoes that never came are counted by
 * {@link UnansweredMeter}; here only those that came twice or out of order.
 *
 * <p>It takes 24 bytes for each client, and for each pair of clients that share a room. Not thread-safe.
 */
final class StreamMeter {

    private final LoadPlan load;
    private final long originNanos;
    private final SequenceMeter echoes;
    private final SequenceMeter pushes;
    private final Map<Integer, SequenceMeter> rooms = new LinkedHashMap<>();
    private final SentCounts sent;

    StreamMeter(LoadPlan load, long originNanos) {
        this.load = load;
        this.originNanos = originNanos;
        this.echoes = new SequenceMeter(some(Kind.ECHO) ? load.clients() : 0);
        this.pushes = new SequenceMeter(some(Kind.PUSH) ? load.clients() : 0);
        this.sent = new SentCounts(some(Kind.PUSH) || some(Kind.ROOM) ? load.clients() : 0, originNanos);
    }

    private boolean some(Kind kind) {
        return load.groups().stream()
                .anyMatch(group -> group.client().messages().are(kind));
    }

    private MessagePlan plan(int client) {
        return load.groupOf(client).client().messages();
    }

    /** A client sent a message to its room. */
    void sentToRoom(int client, long nowNanos) {
        sent.sent(client, nowNanos);
    }

    /** The server sent a client a message of its own accord. */
    void pushed(int client, long nowNanos) {
        if (plan(client).are(Kind.PUSH)) {
            sent.sent(client, nowNanos);
        }
    }

    /** An echo arrived; its intended time is its number, since no two messages of a client are due at once. */
    void echoed(int client, long sinceStartNanos) {
        MessagePlan plan = plan(client);
        if (plan.are(Kind.ECHO)) {
            echoes.received(client, Math.max(0, sinceStartNanos / plan.intervalNanos()));
        }
    }

    /** A message arrived; one that belongs to no stream of this load, as only a strange server sends, is not counted. */
    void received(int client, int sender, long number) {
        MessagePlan plan = plan(client);
        if (sender == ConnectionEvents.SERVER && plan.are(Kind.PUSH)) {
            pushes.received(client, number);
        } else if (plan.are(Kind.ROOM)) {
            int first = load.roomOf(client);
            int width = width(load.groupOf(client));
            if (sender >= first && sender < first + width) {
                room(first, width).received((client - first) * width + sender - first, number);
            }
        }
    }

    /** The most members that a room of this group can have. */
    private static int width(ClientGroup group) {
        return Math.min(group.client().messages().room(), group.clients());
    }

    private SequenceMeter room(int first, int size) {
        return rooms.computeIfAbsent(first, none -> new SequenceMeter(size * size));
    }

    /** A client is open: what is sent to it from now on is expected. */
    void opened(int client) {
        MessagePlan plan = plan(client);
        if (plan.are(Kind.PUSH)) {
            pushes.begin(client, sent.all(client));
        } else if (plan.are(Kind.ROOM)) {
            int first = load.roomOf(client);
            int width = width(load.groupOf(client));
            int end = Math.min(first + width, sent.senders());
            SequenceMeter room = room(first, width);
            for (int sender = first; sender < end; sender++) {
                room.begin((client - first) * width + sender - first, sent.all(sender));
            }
        }
    }

    /** A client left by its own choice: what was sent to it long enough before and has not arrived is lost. */
    void left(int client, long nowNanos) {
        long closedSeconds = Math.max(0, nowNanos - originNanos) / 1_000_000_000L;
        MessagePlan plan = plan(client);
        if (plan.are(Kind.PUSH)) {
            pushes.restart(client, sent.settled(client, closedSeconds));
        } else if (plan.are(Kind.ROOM)) {
            int first = load.roomOf(client);
            int width = width(load.groupOf(client));
            SequenceMeter room = room(first, width);
            int members = Math.min(width, sent.senders() - first);
            for (int other = 0; other < members; other++) {
                room.restart((client - first) * width + other, sent.settled(first + other, closedSeconds));
            }
        }
    }

    /** How many were lost, when so many full seconds of the run are over. */
    long lost(long closedSeconds) {
        long lost = pushes.lost();
        int first = 0;
        for (ClientGroup group : load.groups()) {
            MessagePlan plan = group.client().messages();
            int end = first + group.clients();
            if (plan.are(Kind.PUSH)) {
                for (int client = first; client < end; client++) {
                    lost += pushes.behind(client, sent.settled(client, closedSeconds));
                }
            } else if (plan.are(Kind.ROOM)) {
                int width = width(group);
                for (int room = first; room < end; room += width) {
                    lost += lostInRoom(room, Math.min(width, end - room), width, closedSeconds);
                }
            }
            first = end;
        }
        return lost;
    }

    private long lostInRoom(int first, int members, int width, long closedSeconds) {
        SequenceMeter room = rooms.get(first);
        if (room == null) {
            return 0;
        }
        long lost = room.lost();
        for (int sender = 0; sender < members; sender++) {
            long settled = sent.settled(first + sender, closedSeconds);
            for (int receiver = 0; receiver < members; receiver++) {
                lost += room.behind(receiver * width + sender, settled);
            }
        }
        return lost;
    }

    /** Copies that arrived of what had arrived already. */
    long duplicated() {
        return echoes.duplicated()
                + pushes.duplicated()
                + rooms.values().stream().mapToLong(SequenceMeter::duplicated).sum();
    }

    /** Messages that arrived behind a later one of their stream. */
    long reordered() {
        return echoes.reordered()
                + pushes.reordered()
                + rooms.values().stream().mapToLong(SequenceMeter::reordered).sum();
    }
}

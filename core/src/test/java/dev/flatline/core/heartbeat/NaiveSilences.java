package dev.flatline.core.heartbeat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a detector should say, from a map that is looked through from end to end. */
final class NaiveSilences {

    private final Phases phases;
    private final Map<Integer, Long> lastSeen = new TreeMap<>();
    private final Set<Integer> pinged = new HashSet<>();
    private int most;

    NaiveSilences(Phases phases) {
        this.phases = phases;
    }

    void added(int slot, long now) {
        assertEquals(null, lastSeen.put(slot, now), "slot given out twice");
        pinged.remove(slot);
        most = Math.max(most, lastSeen.size());
    }

    void touched(int slot, long now) {
        if (lastSeen.put(slot, now) != now) {
            pinged.remove(slot);
        }
    }

    void removed(int slot) {
        lastSeen.remove(slot);
    }

    Set<Integer> slots() {
        return Set.copyOf(lastSeen.keySet());
    }

    /** The most connections ever held at once. */
    int most() {
        return most;
    }

    long silence(int slot, long now) {
        return now - lastSeen.getOrDefault(slot, now);
    }

    /** The reports that a sweep at this instant owes. */
    Set<String> sweep(long now) {
        Set<String> reports = new HashSet<>();
        for (int slot : lastSeen.keySet()) {
            long quiet = silence(slot, now);
            if (quiet >= phases.expireAfterNanos()) {
                reports.add("expired " + slot);
            } else if (quiet >= phases.quietAfterNanos() && pinged.add(slot)) {
                reports.add("quiet " + slot);
            }
        }
        return reports;
    }
}

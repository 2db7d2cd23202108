package dev.flatline.chaos.rollback;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Remembers what it put back; some of it is broken for good. */
final class FakeHealer implements Healer {

    final List<String> healed = Collections.synchronizedList(new ArrayList<>());
    final Set<String> broken = new HashSet<>();
    final Set<String> asItWas = new HashSet<>();

    static Undo undo(String thing) {
        return new Undo("fake", Map.of("thing", thing), "restore " + thing);
    }

    @Override
    public Set<String> kinds() {
        return Set.of("fake");
    }

    @Override
    public void heal(Undo undo) throws IOException {
        if (broken.contains(undo.fact("thing"))) {
            throw new IOException("it is jammed");
        }
        healed.add(undo.fact("thing"));
    }

    @Override
    public boolean isNeeded(Undo undo) {
        return !asItWas.contains(undo.fact("thing"));
    }
}

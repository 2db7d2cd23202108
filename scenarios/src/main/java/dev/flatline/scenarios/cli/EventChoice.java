package dev.flatline.scenarios.cli;

import dev.flatline.core.measure.KeptClients;
import dev.flatline.report.files.LoggedEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Which events of a run somebody wants to see, and whose are missing because the log had to be thinned out. */
final class EventChoice {

    private final Set<Integer> clients;
    private final long fromMicros;
    private final long toMicros;
    private final Set<String> names;
    private final Set<Integer> leftOut = new HashSet<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * A choice.
     *
     * @param clients none: all
     * @param names of events; none: all
     */
    EventChoice(List<Integer> clients, long fromMicros, long toMicros, List<String> names) {
        this.clients = new TreeSet<>(clients);
        this.fromMicros = fromMicros;
        this.toMicros = toMicros;
        this.names = Set.copyOf(names);
    }

    /** Whether to show an event; to be asked about every one, in order. */
    boolean takes(LoggedEvent event) {
        if (event.oneOf() > 1) {
            thinned(event);
        }
        OptionalInt client = event.client();
        return event.micros() >= fromMicros
                && event.micros() <= toMicros
                && (names.isEmpty() || names.contains(event.name()))
                && (clients.isEmpty() || client.isEmpty() || clients.contains(client.getAsInt()));
    }

    private void thinned(LoggedEvent event) {
        if (event.source() == LoggedEvent.Source.JOURNAL) {
            clients.stream()
                    .filter(client -> !KeptClients.keeps(client, event.oneOf()))
                    .filter(leftOut::add)
                    .map(client -> String.format(
                            Locale.ROOT,
                            "client %d is left out of %s from %.1f s on: it had to be thinned out to one client in %d",
                            client,
                            event.source().file(),
                            event.micros() / 1e6,
                            event.oneOf()))
                    .forEach(notes::add);
        }
    }

    /** After the last event: who was left out, a sentence each. */
    List<String> notes() {
        return List.copyOf(notes);
    }
}

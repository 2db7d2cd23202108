package dev.flatline.scenarios.proxy;

import dev.flatline.chaos.ProxyHistory;
import dev.flatline.chaos.ledger.ToxicMeter;
import dev.flatline.core.fault.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What proxies and toxics have done, those too that are no more: it looks at them now and then, and remembers. What came and
 * went between two looks it has not seen. Confined to one thread.
 */
final class Tally {

    private static final int MAX_NAMES = 1_000;
    private static final int MAX_PAST_TOXICS = 200;
    private static final String OTHERS = "other proxies";
    private static final double NANOS_PER_MILLI = 1e6;

    private final Map<ProxyHistory, String> live = new LinkedHashMap<>();
    private final Map<String, Counts> past = new LinkedHashMap<>();
    private final Map<ToxicMeter, String> liveToxics = new LinkedHashMap<>();
    private final List<String> pastToxics = new ArrayList<>();
    private long moreToxics;

    private record Counts(long connections, long unreachable, long upstreamBytes, long downstreamBytes) {

        static Counts of(ProxyHistory proxy) {
            return new Counts(
                    proxy.acceptedConnections(),
                    proxy.unreachableUpstreams(),
                    proxy.bytes(Direction.UPSTREAM),
                    proxy.bytes(Direction.DOWNSTREAM));
        }

        Counts plus(Counts more) {
            return new Counts(
                    connections + more.connections,
                    unreachable + more.unreachable,
                    upstreamBytes + more.upstreamBytes,
                    downstreamBytes + more.downstreamBytes);
        }
    }

    /** Looks at the proxies that there are, by name; one that is off is still there. */
    void look(Map<String, ProxyHistory> there) {
        Map<ToxicMeter, String> toxics = new HashMap<>();
        there.forEach((name, proxy) -> {
            live.put(proxy, name);
            proxy.meters().forEach((toxic, meter) -> toxics.put(meter, name + " " + toxic));
        });
        settle(there);
        Iterator<Map.Entry<ToxicMeter, String>> all = liveToxics.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<ToxicMeter, String> toxic = all.next();
            if (!toxics.containsKey(toxic.getKey())) {
                remember(toxic.getValue(), toxic.getKey());
                all.remove();
            }
        }
        toxics.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(toxic -> liveToxics.putIfAbsent(toxic.getKey(), toxic.getValue()));
    }

    private void settle(Map<String, ProxyHistory> there) {
        live.entrySet().removeIf(entry -> {
            boolean gone = !entry.getKey().equals(there.get(entry.getValue()));
            if (gone) {
                String name = past.size() < MAX_NAMES || past.containsKey(entry.getValue()) ? entry.getValue() : OTHERS;
                past.merge(name, Counts.of(entry.getKey()), Counts::plus);
            }
            return gone;
        });
    }

    private void remember(String name, ToxicMeter meter) {
        if (pastToxics.size() < MAX_PAST_TOXICS) {
            pastToxics.add(line(name, meter));
        } else {
            moreToxics++;
        }
    }

    /** A line for each proxy and each toxic, as they stand now. */
    List<String> lines() {
        Map<String, Counts> all = new LinkedHashMap<>(past);
        live.forEach((proxy, name) -> all.merge(name, Counts.of(proxy), Counts::plus));
        List<String> lines = new ArrayList<>();
        all.forEach((name, counts) -> lines.add(line(name, counts)));
        lines.addAll(pastToxics);
        liveToxics.forEach((meter, name) -> lines.add(line(name, meter)));
        if (moreToxics > 0) {
            lines.add("and " + moreToxics + " more toxics that were taken off");
        }
        return lines;
    }

    private static String line(String name, Counts counts) {
        return String.format(
                Locale.ROOT,
                "%s: %,d connections, %,d bytes upstream, %,d downstream%s",
                name,
                counts.connections,
                counts.upstreamBytes,
                counts.downstreamBytes,
                counts.unreachable == 0
                        ? ""
                        : String.format(Locale.ROOT, "; the upstream was out of reach %,d times", counts.unreachable));
    }

    private static String line(String name, ToxicMeter meter) {
        String text = String.format(
                Locale.ROOT, "%s: hit %,d connections, %,d injections", name, meter.hits(), meter.injections());
        long delays = meter.delays().count();
        if (delays == 0) {
            return text;
        }
        return text
                + String.format(
                        Locale.ROOT,
                        ", %,d delays: asked %.3f ms, achieved %.3f ms on average; late by %.3f ms p50, %.3f ms p99",
                        delays,
                        meter.delays().requestedNanos() / NANOS_PER_MILLI / delays,
                        meter.delays().achievedNanos() / NANOS_PER_MILLI / delays,
                        meter.delays().errorNanos(0.5) / NANOS_PER_MILLI,
                        meter.delays().errorNanos(0.99) / NANOS_PER_MILLI);
    }
}

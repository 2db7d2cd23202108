package dev.flatline.chaos.junit;

import dev.flatline.chaos.control.ToxicView;
import dev.flatline.chaos.ledger.Injection;
import dev.flatline.chaos.plan.Cut;
import dev.flatline.chaos.plan.Partition;
import dev.flatline.chaos.plan.PartitionRule;
import dev.flatline.chaos.plan.PlacedToxic;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.ToxicTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Clients that do not reach the server. Thread-safe. */
public final class PartitionHandle {

    private final List<ToxicHandle> toxics;

    private PartitionHandle(List<ToxicHandle> toxics) {
        this.toxics = List.copyOf(toxics);
    }

    static PartitionHandle begin(ProxyRun run, Cut cut, List<Target> clients) {
        String proxy = run.definition().name();
        Partition partition = new Partition(
                freeName(run.view().toxics()),
                clients.stream()
                        .map(each -> new PartitionRule(each, proxy, Stream.BOTH, cut))
                        .toList());
        List<ToxicHandle> handles = new ArrayList<>();
        for (PlacedToxic placed :
                partition.toxics(type -> ToxicTypes.named(type).orElse(null))) {
            run.done(() -> run.hub().toxics(proxy).add(ToxicView.of(placed.toxic())));
            handles.add(new ToxicHandle(run, placed.toxic().name()));
        }
        return new PartitionHandle(handles);
    }

    private static String freeName(List<ToxicView> toxics) {
        int number = 1;
        String free = "partition";
        while (isTaken(free, toxics)) {
            free = "partition" + ++number;
        }
        return free;
    }

    private static boolean isTaken(String name, List<ToxicView> toxics) {
        return toxics.stream().anyMatch(toxic -> toxic.name().startsWith(name + "_"));
    }

    /** Its toxics, one for each group of clients, in order. */
    public List<ToxicHandle> toxics() {
        return toxics;
    }

    /** The clients reach the server again: what was held back goes on. Does nothing if they do. */
    public void heal() {
        toxics.forEach(ToxicHandle::remove);
    }

    /** The connections that it has hit in this test. */
    public List<Injection> hits() {
        return toxics.stream().flatMap(toxic -> toxic.hits().stream()).toList();
    }

    /** Their numbers, as in {@link dev.flatline.chaos.control.ConnectionInfo#number}. */
    public Set<Long> connectionsHit() {
        return ProxyLedger.numbers(hits());
    }
}

package dev.flatline.loadgen;

import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.seed.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which clients start on one event loop, and when, in the order of their instants. */
final class Starts {

    private int[] clients;
    private long[] nanos;
    private int size;

    private Starts(int expected) {
        clients = new int[expected];
        nanos = new long[expected];
    }

    /** Those of each event loop: client i of the share lives on loop i modulo their number. */
    static List<Starts> of(LoadPlan plan, FleetShare share, Seeds seeds, int loops) {
        List<Starts> all = new ArrayList<>();
        for (int index = 0; index < loops; index++) {
            all.add(new Starts(share.clients(plan.clients()) / loops + 1));
        }
        for (LoadPlan.Walk walk = plan.arrivals(seeds); walk.hasNext(); walk.advance()) {
            if (share.has(walk.client())) {
                all.get(share.place(walk.client()) % loops).add(walk.client(), walk.nanos());
            }
        }
        return all;
    }

    /** Client i at the i-th of these instants, which are in order. */
    static Starts at(long... nanos) {
        Starts starts = new Starts(nanos.length);
        for (int client = 0; client < nanos.length; client++) {
            starts.add(client, nanos[client]);
        }
        return starts;
    }

    private void add(int client, long atNanos) {
        if (size == clients.length) {
            clients = Arrays.copyOf(clients, size + size / 2 + 1);
            nanos = Arrays.copyOf(nanos, clients.length);
        }
        clients[size] = client;
        nanos[size++] = atNanos;
    }

    int size() {
        return size;
    }

    /** The client that starts at a place in the order. */
    int client(int place) {
        return clients[place];
    }

    /** When it does, in nanoseconds from the start of the run. */
    long nanos(int place) {
        return nanos[place];
    }
}

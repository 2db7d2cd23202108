package dev.flatline.core.measure;

import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.load.LoadPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of the numbers a client belongs to: its group, if there are several, and the fault that it is down because of.
 * That is the last one that hit it, until the client is back after its end; what happens to the client meanwhile is the fault's.
 *
 * <p>Not thread-safe.
 */
final class Scopes {

    /** No fault is to blame. */
    static final int NOBODY = -1;

    private final List<String> names = new ArrayList<>();
    private final List<ScopeMeter> groups = new ArrayList<>();
    private final int[] ends;
    private final Map<Integer, ScopeMeter> faults = new LinkedHashMap<>();
    private final int[] blamed;

    Scopes(LoadPlan load) {
        ends = new int[load.groups().size()];
        int end = 0;
        for (ClientGroup group : load.groups()) {
            end += group.clients();
            ends[names.size()] = end;
            names.add(group.name());
            groups.add(new ScopeMeter());
        }
        blamed = new int[end];
    }

    /** Whether groups have numbers of their own. */
    boolean hasGroups() {
        return ends.length > 1;
    }

    List<String> names() {
        return names;
    }

    /** Which group a client is in. */
    int indexOf(int client) {
        int group = 0;
        while (client >= ends[group]) {
            group++;
        }
        return group;
    }

    int first(int group) {
        return group == 0 ? 0 : ends[group - 1];
    }

    int end(int group) {
        return ends[group];
    }

    ScopeMeter group(int index) {
        return groups.get(index);
    }

    /** The meter of a client's group; null if there is one group, whose numbers are everybody's. */
    @Nullable ScopeMeter groupOf(int client) {
        return ends.length > 1 ? groups.get(indexOf(client)) : null;
    }

    ScopeMeter fault(int index) {
        return faults.computeIfAbsent(index, none -> new ScopeMeter());
    }

    /** The fault that the client is down because of, or {@link #NOBODY}. */
    int blamed(int client) {
        return blamed[client] - 1;
    }

    /** A fault hits a client. */
    void blame(int client, int fault) {
        blamed[client] = fault + 1;
    }

    /** The client is back after the end of that fault. */
    void forgive(int client, int fault) {
        if (blamed[client] == fault + 1) {
            blamed[client] = 0;
        }
    }

    /** Tells something of a client to the meter of its group, and to that of a fault unless it is {@link #NOBODY}. */
    void tell(int client, int fault, Consumer<ScopeMeter> what) {
        ScopeMeter group = groupOf(client);
        if (group != null) {
            what.accept(group);
        }
        if (fault != NOBODY) {
            what.accept(fault(fault));
        }
    }

    /** The same for whatever fault the client is down because of. */
    void tell(int client, Consumer<ScopeMeter> what) {
        tell(client, blamed(client), what);
    }
}

package dev.flatline.scenarios.file;

import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.load.LoadPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code clients}: one group, or a list of groups, each with a name. */
final class ClientsReader {

    private ClientsReader() {}

    static Optional<LoadPlan> read(Section root) {
        if (!root.has("clients")) {
            root.missing("clients");
            return Optional.empty();
        }
        List<Optional<ClientGroup>> groups = new ArrayList<>();
        if (root.isList("clients")) {
            for (Section group : root.children("clients", Keys.CLIENTS)) {
                groups.add(GroupReader.read(group, group.required("name", Words::name)));
            }
        } else {
            Section group = root.child("clients", Keys.CLIENTS);
            groups.add(GroupReader.read(group, group.optional("name", ClientGroup.DEFAULT_NAME, Words::name)));
        }
        return groups.stream().allMatch(Optional::isPresent)
                ? root.part(
                        "clients",
                        () -> new LoadPlan(
                                groups.stream().map(Optional::orElseThrow).toList()))
                : Optional.empty();
    }
}

package dev.flatline.scenarios.file;

import dev.flatline.scenarios.file.YamlValue.Entry;
import dev.flatline.scenarios.file.YamlValue.Mapping;
import dev.flatline.scenarios.file.YamlValue.Scalar;
import dev.flatline.scenarios.file.YamlValue.Sequence;
import dev.flatline.scenarios.unit.Quantity;
import java.util.ArrayList;
import java.util.List;

/** Shares a number of clients out over groups in the proportion of their counts: what {@code --clients} does to a list. */
final class GroupCounts {

    private GroupCounts() {}

    /** Changes the counts; counts that cannot be read are left for the reader to complain of. */
    static void share(Sequence groups, Setting setting) {
        List<Mapping> sections = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        int clients;
        try {
            clients = Quantity.count(setting.value());
            for (YamlValue group : groups.items()) {
                if (group instanceof Mapping section && Overrides.valueOf(section, "count") instanceof Scalar scalar) {
                    sections.add(section);
                    counts.add(Quantity.count(scalar.text()));
                }
            }
        } catch (IllegalArgumentException unreadable) {
            throw Problems.fatal(Origin.of(setting.option()), String.valueOf(unreadable.getMessage()));
        }
        if (sections.size() != groups.items().size() || clients < sections.size()) {
            throw Problems.fatal(
                    Origin.of(setting.option()),
                    "found " + setting.value() + " for " + groups.items().size()
                            + " groups of clients; accepted: at least one for each, and a count in every group");
        }
        List<Integer> shares = shares(counts, clients);
        for (int i = 0; i < sections.size(); i++) {
            Origin origin = Origin.of(setting.option());
            sections.get(i)
                    .entries()
                    .put("count", new Entry(origin, new Scalar(origin, Integer.toString(shares.get(i)))));
        }
    }

    /** Every group gets one, and of the rest what it had of the whole; what rounding leaves goes to the last. */
    static List<Integer> shares(List<Integer> counts, int clients) {
        long all = counts.stream().mapToLong(Integer::longValue).sum();
        int rest = clients - counts.size();
        List<Integer> shares = new ArrayList<>();
        long seen = 0;
        long given = 0;
        for (int count : counts) {
            seen += count;
            long upTo = all == 0 ? 0 : Math.round((double) rest * seen / all);
            shares.add((int) (1 + upTo - given));
            given = upTo;
        }
        return shares;
    }
}

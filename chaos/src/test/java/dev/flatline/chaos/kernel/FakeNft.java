package dev.flatline.chaos.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An nft that remembers what it was fed and which tables there are. */
final class FakeNft implements Nft {

    private static final Pattern CREATION = Pattern.compile("(?s)^table inet (\\S+) .*");
    private static final Pattern DELETION = Pattern.compile("^delete table inet (\\S+)\\s*$");

    private final List<String> scripts = new ArrayList<>();
    private final Set<String> tables = new TreeSet<>();
    private Predicate<String> refuses = script -> false;
    private NftException refusal = new NftException("refused");

    /** From now on scripts that match are refused. */
    synchronized void refuse(Predicate<String> which, NftException how) {
        refuses = which;
        refusal = how;
    }

    @Override
    public synchronized String run(NetworkNamespace where, Mode mode, String script) throws NftException {
        if (refuses.test(script)) {
            throw refusal;
        }
        if (mode == Mode.CHECK) {
            return "";
        }
        scripts.add(script);
        Matcher creation = CREATION.matcher(script);
        Matcher deletion = DELETION.matcher(script);
        if (creation.matches()) {
            tables.add(creation.group(1));
        } else if (deletion.matches()) {
            tables.remove(deletion.group(1));
        }
        StringBuilder listed = new StringBuilder("table ip nat\n");
        tables.forEach(table -> listed.append("table inet ").append(table).append('\n'));
        return script.startsWith("list") ? listed.toString() : "";
    }

    synchronized Set<String> tables() {
        return new TreeSet<>(tables);
    }

    /** The scripts that changed elements, in their order. */
    synchronized List<String> changes() {
        return scripts.stream().filter(script -> script.contains(" element ")).toList();
    }
}

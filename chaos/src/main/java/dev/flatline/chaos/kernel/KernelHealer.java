package dev.flatline.chaos.kernel;

import dev.flatline.chaos.rollback.Healer;
import dev.flatline.chaos.rollback.Undo;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Removes the tables that a run made in the kernel: then everything passes again. No other table is touched. */
public final class KernelHealer implements Healer {

    /** What every table of ours begins with; one that does not is never removed. */
    static final String PREFIX = "flatline-";

    private static final String TABLE = "nft.table";
    private static final String NAME = "table";
    private static final String NAMESPACE = "namespace";
    private static final String PROCESS = "process";

    private final Nft nft;

    /** Creates one for the kernel of this machine. */
    public KernelHealer() {
        this(new NftProgram());
    }

    KernelHealer(Nft nft) {
        this.nft = nft;
    }

    static Undo table(String name, NetworkNamespace where) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(NAME, name);
        facts.put(NAMESPACE, where.id());
        facts.put(PROCESS, where.process());
        return new Undo(TABLE, facts, "remove the nft table " + name + " from " + where.id());
    }

    @Override
    public Set<String> kinds() {
        return Set.of(TABLE);
    }

    @Override
    public void heal(Undo undo) throws IOException {
        String name = undo.fact(NAME);
        if (!name.startsWith(PREFIX) || !name.matches("[A-Za-z0-9-]+")) {
            throw new IOException("'" + name + "' is no table of Flatline's");
        }
        NetworkNamespace where = new NetworkNamespace(undo.fact(NAMESPACE), undo.fact(PROCESS));
        try {
            if (isThere(name, where)) {
                String unused = nft.run(where, Nft.Mode.DO, "delete table inet " + name + "\n");
                if (isThere(name, where)) {
                    throw new IOException("nft says that it removed table " + name + ", and it is there");
                }
            }
        } catch (NftException e) {
            if (!e.isGone()) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    @Override
    public boolean isNeeded(Undo undo) throws IOException {
        try {
            return isThere(undo.fact(NAME), new NetworkNamespace(undo.fact(NAMESPACE), undo.fact(PROCESS)));
        } catch (NftException e) {
            if (e.isGone()) {
                return false;
            }
            throw new IOException(e.getMessage(), e);
        }
    }

    private boolean isThere(String name, NetworkNamespace where) throws NftException {
        return nft.run(where, Nft.Mode.DO, "list tables\n")
                .lines()
                .anyMatch(line -> line.strip().equals("table inet " + name));
    }
}

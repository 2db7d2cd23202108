package dev.flatline.chaos.replica;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code replicas.tsv}, in the folder of a run's servers: what each of them is and where clients found it when the run began. */
public final class ServersFile {

    /** The file's name in the folder of the servers. */
    public static final String NAME = "replicas.tsv";

    private static final String COLUMNS = "replica\tname\timage\taddress\n";

    private ServersFile() {}

    /** Writes it. */
    public static void write(Path folder, ReplicaPlan plan, List<Replica> replicas) throws IOException {
        StringBuilder rows = new StringBuilder(COLUMNS);
        for (Replica replica : replicas) {
            InetSocketAddress address = replica.address();
            rows.append(replica.number())
                    .append('\t')
                    .append(cell(replica.name()))
                    .append('\t')
                    .append(cell(image(plan.source())))
                    .append('\t')
                    .append(address.getHostString())
                    .append(':')
                    .append(address.getPort())
                    .append('\n');
        }
        Files.writeString(folder.resolve(NAME), rows);
    }

    /** The image, the program, or nothing for a container that stood already. */
    private static String image(ReplicaPlan.Source source) {
        if (source instanceof ReplicaPlan.Image image) {
            return image.image();
        }
        return source instanceof ReplicaPlan.Command command ? command.command().get(0) : "";
    }

    private static String cell(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}

package dev.flatline.chaos.rollback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder as the world outside: faults change its files, and each file can be put back as it was. */
record WorldOfFiles(Path folder) implements Healer {

    private static final String GONE = "gone";

    /** What puts a file back as it is now. */
    Undo asItIs(String name) throws IOException {
        Path file = folder.resolve(name);
        String content = Files.exists(file) ? "=" + Files.readString(file) : GONE;
        return new Undo("world.file", Map.of("name", name, "content", content), "put back " + name);
    }

    @Override
    public Set<String> kinds() {
        return Set.of("world.file");
    }

    @Override
    public void heal(Undo undo) throws IOException {
        Path file = folder.resolve(undo.fact("name"));
        if (undo.fact("content").equals(GONE)) {
            Files.deleteIfExists(file);
        } else {
            Files.writeString(file, undo.fact("content").substring(1));
        }
    }

    @Override
    public boolean isNeeded(Undo undo) throws IOException {
        return !asItIs(undo.fact("name")).equals(undo);
    }

    /** All files with their content. */
    Map<String, String> all() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return all;
    }
}

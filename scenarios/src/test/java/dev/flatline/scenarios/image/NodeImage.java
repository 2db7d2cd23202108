package dev.flatline.scenarios.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An image of Node, a package of npm's and a script: a server that nobody here wrote, in a container. */
public final class NodeImage {

    /** Modules that Debian's Node has in files of its own. */
    private static final List<String> BUILT_IN = List.of("acorn", "acorn-walk", "cjs-module-lexer", "undici");

    private NodeImage() {}

    /**
     * Writes it into a file for {@code docker load}.
     *
     * @param folder what has the script and {@code node_modules}
     * @param script listens on port 8080
     */
    public static void write(Path file, String tag, Path node, Path folder, String script, Path work)
            throws IOException {
        ImageLayer program = new ImageLayer("node");
        program.file(node, "/opt/node");
        NativeLibraries.of(List.of(node), List.of()).putInto(program, "/opt/system");
        for (String module : BUILT_IN) {
            Path shared = Path.of("/usr/share/nodejs", module);
            if (Files.isDirectory(shared)) {
                program.folder(shared, shared.toString());
            }
        }
        ImageLayer server = new ImageLayer("server");
        server.file(folder.resolve(script), "/opt/server/" + script);
        server.folder(folder.resolve("node_modules/ws"), "/opt/server/node_modules/ws");
        ImagePlan plan = new ImagePlan(
                tag,
                List.of("/opt/node", "/opt/server/" + script),
                Map.of("LD_LIBRARY_PATH", "/opt/system"),
                Set.of(8080),
                Map.of("dev.flatline.test", "true"));
        ImageTar.write(file, plan, List.of(program, server), work);
    }
}

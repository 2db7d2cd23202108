package dev.flatline.benchmarks.proxy;

import dev.flatline.benchmarks.rig.Child;
import dev.flatline.benchmarks.rig.ChildJvm;
import dev.flatline.benchmarks.rig.ChildJvm.Compiler;
import dev.flatline.benchmarks.rig.Rig;
import dev.flatline.benchmarks.server.ServerChild;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Starts the echo server that all lanes lead to, and the lanes. */
final class Lanes implements AutoCloseable {

    private static final int SERVER_HEAP_MEGABYTES = 256;

    private final Rig rig;
    private final Child server;
    private final Optional<Path> haProxy = HaProxy.program();

    /** Starts the server. */
    Lanes(Rig rig) throws IOException {
        this.rig = rig;
        ChildJvm jvm = new ChildJvm(Compiler.DEFAULT, SERVER_HEAP_MEGABYTES);
        server = rig.start(jvm, ServerChild.class, List.of("flatline", "0"));
    }

    Lane direct() {
        return Lane.direct(server.port());
    }

    /** Through our proxy with both compilers. */
    Lane flatline(int heapMegabytes) throws IOException {
        return flatline(new ChildJvm(Compiler.DEFAULT, heapMegabytes));
    }

    /** Through our proxy. */
    Lane flatline(ChildJvm jvm) throws IOException {
        List<String> arguments = List.of(Integer.toString(server.port()));
        return Lane.through(rig.start(jvm, ProxyChild.class, arguments));
    }

    /** Through HAProxy, if it is here. */
    Optional<Lane> haProxy() throws IOException {
        if (haProxy.isEmpty()) {
            return Optional.empty();
        }
        Path config = rig.folder().resolve("haproxy.cfg");
        return Optional.of(Lane.through(HaProxy.start(haProxy.get(), config, rig.log(), server.port())));
    }

    @Override
    public void close() {
        server.close();
    }
}

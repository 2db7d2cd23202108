package dev.flatline.benchmarks.server;

import dev.flatline.benchmarks.rig.Candidate;
import dev.flatline.benchmarks.rig.Child;
import dev.flatline.benchmarks.rig.ChildJvm;
import dev.flatline.benchmarks.rig.Rig;
import java.io.IOException;
import java.util.List;

/** Starts the servers that are compared, each in a process of its own. */
final class Servers {

    private final Rig rig;
    private final NodeServer node;

    Servers(Rig rig) {
        this.rig = rig;
        this.node = new NodeServer(rig.folder().resolve("node"));
    }

    Rig rig() {
        return rig;
    }

    NodeServer node() {
        return node;
    }

    /** Starts a candidate that pings at an interval, or not at all if that is 0. */
    Child start(Candidate candidate, ChildJvm jvm, long pingMillis) throws IOException {
        if (candidate == Candidate.WS) {
            return new Child(node.command(), node.folder(), rig.log());
        }
        return startJvm(candidate.key(), jvm, pingMillis);
    }

    /** Starts a subject that is not a server. */
    Child startJvm(String subject, ChildJvm jvm, long pingMillis) throws IOException {
        return rig.start(jvm, ServerChild.class, List.of(subject, Long.toString(pingMillis)));
    }
}

package dev.flatline.scenarios.replica;

import dev.flatline.chaos.docker.ContainerHealer;
import dev.flatline.chaos.kernel.KernelHealer;
import dev.flatline.chaos.process.ProcessHealer;
import dev.flatline.chaos.rollback.Healer;
import java.util.List;

/** Everybody who can put something back that this program does to the world outside. */
public final class Healers {

    private Healers() {}

    /** They. */
    public static List<Healer> all() {
        return List.of(new ProcessHealer(), new ContainerHealer(), new KernelHealer());
    }
}

package dev.flatline.scenarios;

import dev.flatline.scenarios.cli.Interrupts;
import dev.flatline.scenarios.cli.ProcessInterrupts;
import dev.flatline.scenarios.run.ShardPart;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** One process of a {@code flatline run --processes N}; the parent speaks to it through standard input and output. */
public final class ShardMain {

    private static final int FAILED = 1;

    private ShardMain() {}

    /**
     * Runs until the parent says stop, or is gone. Signals that a terminal sends to all processes of a run are left to the
     * parent.
     */
    public static void main(String[] args) {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        Interrupts interrupts = new ProcessInterrupts();
        Runnable unusedDeaf = interrupts.onInterrupt(() -> {});
        Runnable unusedSteady = interrupts.onHangUp(() -> {});
        int status = FAILED;
        try {
            new ShardPart(System.in, out, () -> interrupts.exitNow(FAILED)).run();
            status = 0;
        } catch (IOException | InterruptedException gone) {
            System.err.println("the parent is gone: " + gone);
        } catch (RuntimeException | Error failed) {
            System.err.println("failed: " + failed);
            for (StackTraceElement at : failed.getStackTrace()) {
                System.err.println("    at " + at);
            }
        } finally {
            interrupts.exitNow(status);
        }
    }
}

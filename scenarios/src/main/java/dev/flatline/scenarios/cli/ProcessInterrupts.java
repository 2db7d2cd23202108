package dev.flatline.scenarios.cli;

import java.util.List;
import org.jline.utils.Signals;

/** The signals of this process. */
public final class ProcessInterrupts implements Interrupts {

    private static final List<String> SIGNALS = List.of("INT", "TERM");

    @Override
    public Runnable onInterrupt(Runnable handler) {
        List<Runnable> undo =
                SIGNALS.stream().map(signal -> register(signal, handler)).toList();
        return () -> undo.forEach(Runnable::run);
    }

    @Override
    public Runnable onHangUp(Runnable handler) {
        return register("HUP", handler);
    }

    @Override
    public void exitNow(int code) {
        Runtime.getRuntime().halt(code);
    }

    private static Runnable register(String signal, Runnable handler) {
        Object previous = Signals.register(signal, handler);
        return () -> Signals.unregister(signal, previous);
    }
}

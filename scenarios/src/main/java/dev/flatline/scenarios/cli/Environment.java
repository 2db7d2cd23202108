package dev.flatline.scenarios.cli;

import dev.flatline.scenarios.doctor.Machine;
import dev.flatline.scenarios.view.Screen;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the commands see of the world.
 *
 * @param out takes results
 * @param err takes errors and warnings
 * @param screen opens the terminal; only commands that run something need it, and it costs a third of a second
 * @param machine reads the limits of this machine
 * @param clock names result folders
 * @param folder result folders are made below it
 * @param interrupts Ctrl-C
 * @param variables those of the process
 */
public record Environment(
        PrintWriter out,
        PrintWriter err,
        Supplier<Screen> screen,
        Supplier<Machine> machine,
        Clock clock,
        Path folder,
        Interrupts interrupts,
        Map<String, String> variables) {}

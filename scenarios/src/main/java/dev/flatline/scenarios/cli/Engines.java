package dev.flatline.scenarios.cli;

import dev.flatline.scenarios.run.Engine;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the commands set to work.
 *
 * @param real makes an engine on real sockets
 * @param simulated makes an engine in virtual time
 * @param report renders the report of a result folder again, and says where it is
 */
public record Engines(Supplier<Engine> real, Supplier<Engine> simulated, UnaryOperator<Path> report) {}

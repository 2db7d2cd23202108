package dev.flatline.chaos.plan;

import dev.flatline.chaos.toxic.NamedToxic;
import java.util.OptionalLong;

/**
 * A toxic and how long it stays.
 *
 * @param ttlNanos from when it is put on; empty for until it is taken off
 */
public record TimedToxic(NamedToxic toxic, OptionalLong ttlNanos) {}

package dev.flatline.chaos.toxic;

import dev.flatline.chaos.target.Target;

/**
 * A toxic on a proxy.
 *
 * @param name unique on its proxy; part of what its draws are made of
 * @param stream the directions it is on
 * @param toxicity the share of the target's connections that it hits; beyond 0 to 1 it hits none or all
 * @param target whose connections it is about
 * @param toxic what it does
 */
public record NamedToxic(String name, Stream stream, double toxicity, Target target, Toxic toxic) {}

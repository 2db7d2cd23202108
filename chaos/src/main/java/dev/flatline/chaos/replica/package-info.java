/**
 * Servers that a run starts or is given by name, and what can be done to them from outside, whether they are containers or
 * processes.
 */
@NullMarked
package dev.flatline.chaos.replica;

import org.jspecify.annotations.NullMarked;

/** The fleet: many reconnecting WebSocket clients on a few event loops, and a meter of the machine that runs them. */
@NullMarked
package dev.flatline.loadgen;

import org.jspecify.annotations.NullMarked;

/** What measurements of processes share: the processes, the load on them, and figures with their aims. */
@NullMarked
package dev.flatline.benchmarks.rig;

import org.jspecify.annotations.NullMarked;

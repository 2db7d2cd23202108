/** The subjects and the benchmarks of heartbeat scanning: five detectors of core, and Netty's and Agrona's timers. */
@NullMarked
package dev.flatline.benchmarks.heartbeat;

import org.jspecify.annotations.NullMarked;

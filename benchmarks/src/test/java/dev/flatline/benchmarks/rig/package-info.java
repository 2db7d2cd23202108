@NullMarked
package dev.flatline.benchmarks.rig;

import org.jspecify.annotations.NullMarked;

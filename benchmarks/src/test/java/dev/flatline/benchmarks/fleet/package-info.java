@NullMarked
package dev.flatline.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;

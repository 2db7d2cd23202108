@NullMarked
package dev.flatline.benchmarks.server;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.flatline.benchmarks.proxy;

import org.jspecify.annotations.NullMarked;

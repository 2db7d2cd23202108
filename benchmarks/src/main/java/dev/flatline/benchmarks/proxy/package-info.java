/** What the fault proxy costs, and how true its delays are: in a process of its own, HAProxy beside it. */
@NullMarked
package dev.flatline.benchmarks.proxy;

import org.jspecify.annotations.NullMarked;

/** A run for others to watch while it runs: its report in a browser, its metrics for Prometheus. */
@NullMarked
package dev.flatline.scenarios.live;

import org.jspecify.annotations.NullMarked;

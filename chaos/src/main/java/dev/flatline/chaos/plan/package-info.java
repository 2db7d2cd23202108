/** When which toxics are on which proxies: partitions, ramps and timelines as data, and what carries them out. */
@NullMarked
package dev.flatline.chaos.plan;

import org.jspecify.annotations.NullMarked;

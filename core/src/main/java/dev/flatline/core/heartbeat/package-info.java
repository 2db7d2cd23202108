/** Who pings, what counts as life, and the structures that find the silent ones. */
@NullMarked
package dev.flatline.core.heartbeat;

import org.jspecify.annotations.NullMarked;

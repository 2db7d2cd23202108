/** When to try again, and when to stop: pure reconnect policies. */
@NullMarked
package dev.flatline.core.reconnect;

import org.jspecify.annotations.NullMarked;

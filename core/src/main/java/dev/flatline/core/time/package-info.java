/** Time as an argument: the clock and alarm of one thread, and its virtual twin. */
@NullMarked
package dev.flatline.core.time;

import org.jspecify.annotations.NullMarked;

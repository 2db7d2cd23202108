/** What a line does to the bytes on it, as data: delays, losses, a radio that sleeps, a narrow pipe. */
@NullMarked
package dev.flatline.core.fault.line;

import org.jspecify.annotations.NullMarked;

/** The real fleet against the real server, which only the composition root may put together. */
@NullMarked
package dev.flatline.endtoend;

import org.jspecify.annotations.NullMarked;

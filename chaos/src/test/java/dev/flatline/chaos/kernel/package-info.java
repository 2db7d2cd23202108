/** Packets that the kernel drops. */
@NullMarked
package dev.flatline.chaos.kernel;

import org.jspecify.annotations.NullMarked;

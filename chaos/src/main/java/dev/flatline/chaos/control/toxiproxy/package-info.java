/** Toxiproxy's part of the control API: the paths, bodies and words of version 2.12. */
@NullMarked
package dev.flatline.chaos.control.toxiproxy;

import org.jspecify.annotations.NullMarked;

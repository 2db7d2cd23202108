/** Our part of the control API, under {@code /v1}: everything that Toxiproxy has no place for. */
@NullMarked
package dev.flatline.chaos.control.v1;

import org.jspecify.annotations.NullMarked;

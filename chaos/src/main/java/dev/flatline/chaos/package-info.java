/** The fault proxy: it stands in front of a server during a run and does what the fault plan says. */
@NullMarked
package dev.flatline.chaos;

import org.jspecify.annotations.NullMarked;

/** A client of the control API, for the command line. */
@NullMarked
package dev.flatline.chaos.control.client;

import org.jspecify.annotations.NullMarked;

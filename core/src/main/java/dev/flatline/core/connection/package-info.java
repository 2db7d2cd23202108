/** One logical client: its state machine and the two ports it stands on. */
@NullMarked
package dev.flatline.core.connection;

import org.jspecify.annotations.NullMarked;

/** What this machine can hold, what limits it, and the command that lifts the limit. */
@NullMarked
package dev.flatline.scenarios.doctor;

import org.jspecify.annotations.NullMarked;

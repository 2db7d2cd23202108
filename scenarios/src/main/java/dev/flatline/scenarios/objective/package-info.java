/** What a scenario asks of a run, and whether it came true. */
@NullMarked
package dev.flatline.scenarios.objective;

import org.jspecify.annotations.NullMarked;

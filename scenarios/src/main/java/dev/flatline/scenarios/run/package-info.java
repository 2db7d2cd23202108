/** One run, by either engine: what it is given, how it stands, what it leaves behind. */
@NullMarked
package dev.flatline.scenarios.run;

import org.jspecify.annotations.NullMarked;

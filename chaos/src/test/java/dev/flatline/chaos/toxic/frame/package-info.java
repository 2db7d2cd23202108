/** An example of a toxic on frames, and nothing else. */
@NullMarked
package dev.flatline.chaos.toxic.frame;

import org.jspecify.annotations.NullMarked;

/** Journals of what is to be put back, with healers that need no engine. */
@NullMarked
package dev.flatline.chaos.rollback;

import org.jspecify.annotations.NullMarked;

/** What people write and are told: durations with their units, the word that somebody may have meant. */
@NullMarked
package dev.flatline.core.text;

import org.jspecify.annotations.NullMarked;

/** What is said to people: the word that somebody may have meant. */
@NullMarked
package dev.flatline.core.text;

import org.jspecify.annotations.NullMarked;

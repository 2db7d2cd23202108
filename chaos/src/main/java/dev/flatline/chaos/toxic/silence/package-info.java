/** Toxics that let a connection die without a word, or at an age. */
@NullMarked
package dev.flatline.chaos.toxic.silence;

import org.jspecify.annotations.NullMarked;

/** Toxics: what a proxy does to the connections it is told to hit, each a small file behind one interface. */
@NullMarked
package dev.flatline.chaos.toxic;

import org.jspecify.annotations.NullMarked;

/** Toxics on how a connection comes to be. */
@NullMarked
package dev.flatline.chaos.toxic.connect;

import org.jspecify.annotations.NullMarked;

/** Toxics on the bytes of a connection, as Toxiproxy has them. */
@NullMarked
package dev.flatline.chaos.toxic.stream;

import org.jspecify.annotations.NullMarked;

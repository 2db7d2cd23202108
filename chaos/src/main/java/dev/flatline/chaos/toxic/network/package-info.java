/** Toxics that make a connection as bad as a network is. */
@NullMarked
package dev.flatline.chaos.toxic.network;

import org.jspecify.annotations.NullMarked;

/** Servers as containers of a Docker engine, or of one that speaks its API: the only package that sees docker-java. */
@NullMarked
package dev.flatline.chaos.docker;

import org.jspecify.annotations.NullMarked;

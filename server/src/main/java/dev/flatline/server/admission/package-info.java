/** Who is let in: counts and rates, without sockets or clocks. Time, limits and addresses come in as arguments. */
@NullMarked
package dev.flatline.server.admission;

import org.jspecify.annotations.NullMarked;

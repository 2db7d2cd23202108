/** The relay in virtual time, and the proxy on real sockets. */
@NullMarked
package dev.flatline.chaos;

import org.jspecify.annotations.NullMarked;

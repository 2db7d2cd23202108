/** Tests of the TLS of a proxy, as data. */
@NullMarked
package dev.flatline.chaos.tls;

import org.jspecify.annotations.NullMarked;

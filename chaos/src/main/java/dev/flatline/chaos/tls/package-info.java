/** Which sides of a proxy speak TLS, as data. */
@NullMarked
package dev.flatline.chaos.tls;

import org.jspecify.annotations.NullMarked;

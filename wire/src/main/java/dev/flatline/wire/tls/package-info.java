/** TLS: certificates, from files or made for tests, and the word that comes before a FIN. */
@NullMarked
package dev.flatline.wire.tls;

import org.jspecify.annotations.NullMarked;

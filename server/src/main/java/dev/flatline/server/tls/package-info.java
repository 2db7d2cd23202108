/** The certificate of a server, from files or made for tests. */
@NullMarked
package dev.flatline.server.tls;

import org.jspecify.annotations.NullMarked;

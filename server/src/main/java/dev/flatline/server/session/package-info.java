/** Sessions that outlive their connections: what was sent last is kept, numbered, and sent again to whoever comes back. Pure. */
@NullMarked
package dev.flatline.server.session;

import org.jspecify.annotations.NullMarked;

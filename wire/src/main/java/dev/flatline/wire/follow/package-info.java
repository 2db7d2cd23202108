/**
 * The framing of a connection whose bytes only pass by: where its frames begin and end, and what a fault does to them. It
 * looks at bytes that a proxy passes on and takes none of them.
 */
@NullMarked
package dev.flatline.wire.follow;

import org.jspecify.annotations.NullMarked;

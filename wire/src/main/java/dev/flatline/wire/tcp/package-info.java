/** What the kernel of this machine says about its TCP sockets. Text in, numbers out; what cannot be read is unknown, never zero. */
@NullMarked
package dev.flatline.wire.tcp;

import org.jspecify.annotations.NullMarked;

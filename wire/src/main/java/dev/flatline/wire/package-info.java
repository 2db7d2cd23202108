/** What the Netty modules share: transport choice, timers over an event loop, the RFC 6455 handshake and frames. */
@NullMarked
package dev.flatline.wire;

import org.jspecify.annotations.NullMarked;

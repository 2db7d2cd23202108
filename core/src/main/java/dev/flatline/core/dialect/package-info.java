/** What client libraries and their servers say inside a WebSocket to greet each other and to stay: pure codecs. */
@NullMarked
package dev.flatline.core.dialect;

import org.jspecify.annotations.NullMarked;

/** The heartbeat-aware WebSocket server: embeddable, and the one that scenarios run against by default. */
@NullMarked
package dev.flatline.server;

import org.jspecify.annotations.NullMarked;

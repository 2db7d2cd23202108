/** Toxics on the WebSocket frames of an upgraded connection. */
@NullMarked
package dev.flatline.chaos.toxic.frame;

import org.jspecify.annotations.NullMarked;

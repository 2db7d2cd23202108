/**
 * A small HTTP port for those who operate a process: is it alive, is it ready, its metrics, what it is. Nothing here runs on
 * an event loop.
 */
@NullMarked
package dev.flatline.wire.operator;

import org.jspecify.annotations.NullMarked;

package dev.flatline.server;

import java.time.Duration;

/**
 * What became of the connections that a server sent away.
 *
 * @param drained those that were sent a Close frame in a batch and had time to go; who went by itself meanwhile is in
 *     neither number
 * @param cut those whose batch had not come when the budget was over or the server stopped
 * @param took from the call until the last one was gone
 */
public record DrainReport(long drained, long cut, Duration took) {}

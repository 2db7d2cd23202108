/** What the server costs on real sockets: each server in a process of its own, Netty's stock stack beside ours. */
@NullMarked
package dev.flatline.benchmarks.server;

import org.jspecify.annotations.NullMarked;

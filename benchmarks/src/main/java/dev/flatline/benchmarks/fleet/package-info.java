/** What a fleet of clients costs on real sockets: each fleet in a process of its own, Netty's stock client beside ours. */
@NullMarked
package dev.flatline.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;

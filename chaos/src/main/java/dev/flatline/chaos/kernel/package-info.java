/**
 * Packets of single connections that the kernel drops where they arrive, with nftables: no FIN, no RST, and no ACK. Everything
 * is in a table of our own, which is written to the rollback before it is made.
 */
@NullMarked
package dev.flatline.chaos.kernel;

import org.jspecify.annotations.NullMarked;

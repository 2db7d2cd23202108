/** What a server tells those who run it: probes, metrics and facts on a port of their own. */
@NullMarked
package dev.flatline.server.operator;

import org.jspecify.annotations.NullMarked;

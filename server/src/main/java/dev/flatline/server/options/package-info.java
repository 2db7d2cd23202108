/** What a server is told before it starts: records that check their ranges, each with defaults. */
@NullMarked
package dev.flatline.server.options;

import org.jspecify.annotations.NullMarked;

/** Programs that embed the server, as docs/embedding.md shows them. */
@NullMarked
package dev.flatline.server.example;

import org.jspecify.annotations.NullMarked;

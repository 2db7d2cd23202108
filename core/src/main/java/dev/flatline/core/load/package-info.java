/** How many clients, when each arrives, and what it sends. */
@NullMarked
package dev.flatline.core.load;

import org.jspecify.annotations.NullMarked;

/** Real client libraries and real servers, for which ours has to hold. */
@NullMarked
package dev.flatline.scenarios.real;

import org.jspecify.annotations.NullMarked;

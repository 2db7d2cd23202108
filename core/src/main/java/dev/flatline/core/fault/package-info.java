/** What goes wrong, when, to whom, and what that does to bytes on their way. */
@NullMarked
package dev.flatline.core.fault;

import org.jspecify.annotations.NullMarked;

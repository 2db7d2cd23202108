/** The control API put together from its resources. */
@NullMarked
package dev.flatline.chaos.control.api;

import org.jspecify.annotations.NullMarked;

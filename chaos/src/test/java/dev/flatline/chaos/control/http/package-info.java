/** Tests of what the control API reads. */
@NullMarked
package dev.flatline.chaos.control.http;

import org.jspecify.annotations.NullMarked;

/**
 * What is done to the world outside of this process, written down before it is done together with what undoes it, so that it
 * is put back whatever ends the process.
 */
@NullMarked
package dev.flatline.chaos.rollback;

import org.jspecify.annotations.NullMarked;

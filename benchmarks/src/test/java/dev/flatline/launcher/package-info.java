/** The launcher script, with a JDK and a Maven that only say how they were called. */
@NullMarked
package dev.flatline.launcher;

import org.jspecify.annotations.NullMarked;

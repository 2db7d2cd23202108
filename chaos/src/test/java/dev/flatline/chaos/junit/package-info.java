/** The JUnit extension, run by JUnit. */
@NullMarked
package dev.flatline.chaos.junit;

import org.jspecify.annotations.NullMarked;

/** The fault proxy in JUnit tests: declared by an annotation or a field, clean after each test. */
@NullMarked
package dev.flatline.chaos.junit;

import org.jspecify.annotations.NullMarked;

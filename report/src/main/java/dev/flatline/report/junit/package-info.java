/** A run as JUnit XML, for the programs that gather test results. */
@NullMarked
package dev.flatline.report.junit;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.flatline.report.testing;

import org.jspecify.annotations.NullMarked;

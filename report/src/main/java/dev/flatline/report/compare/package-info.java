/** What changed between runs, and whether it is more than noise. */
@NullMarked
package dev.flatline.report.compare;

import org.jspecify.annotations.NullMarked;

/** The page of a run: one self-contained file, made from its folder alone. */
@NullMarked
package dev.flatline.report.html;

import org.jspecify.annotations.NullMarked;

/** All reports of a run, from its files. */
@NullMarked
package dev.flatline.report.render;

import org.jspecify.annotations.NullMarked;

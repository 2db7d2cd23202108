/** The folder that a run leaves behind: every file in it, written and read here and nowhere else. */
@NullMarked
package dev.flatline.report.files;

import org.jspecify.annotations.NullMarked;

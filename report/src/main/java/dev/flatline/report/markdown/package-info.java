/** A run as Markdown, for the pages of a CI. */
@NullMarked
package dev.flatline.report.markdown;

import org.jspecify.annotations.NullMarked;

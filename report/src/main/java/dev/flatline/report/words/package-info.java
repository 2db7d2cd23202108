/** What the numbers of a run say, in plain words and with units that suit them. */
@NullMarked
package dev.flatline.report.words;

import org.jspecify.annotations.NullMarked;

/** What a run leaves behind: its files, and what is made of them. */
@NullMarked
package dev.flatline.report;

import org.jspecify.annotations.NullMarked;

/** What a run looks like on a terminal, while it runs and when it is over. Formatting is pure. */
@NullMarked
package dev.flatline.scenarios.view;

import org.jspecify.annotations.NullMarked;

/** Scenario files: YAML in, a checked scenario out, or every mistake with its position. */
@NullMarked
package dev.flatline.scenarios.file;

import org.jspecify.annotations.NullMarked;

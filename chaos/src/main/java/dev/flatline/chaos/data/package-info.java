/** Plans as a parser of YAML or JSON gives them: maps, lists and plain values, read with errors that say where and what. */
@NullMarked
package dev.flatline.chaos.data;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.flatline.chaos.replica;

import org.jspecify.annotations.NullMarked;

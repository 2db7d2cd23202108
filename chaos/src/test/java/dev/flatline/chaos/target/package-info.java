@NullMarked
package dev.flatline.chaos.target;

import org.jspecify.annotations.NullMarked;

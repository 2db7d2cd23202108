@NullMarked
package dev.flatline.chaos.process;

import org.jspecify.annotations.NullMarked;

/** Servers as processes of this machine: started, frozen, ended and started again. */
@NullMarked
package dev.flatline.chaos.process;

import org.jspecify.annotations.NullMarked;

/** The rules between the modules, checked over the classes of all of them. */
@NullMarked
package dev.flatline.architecture;

import org.jspecify.annotations.NullMarked;

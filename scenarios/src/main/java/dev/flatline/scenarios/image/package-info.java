/** The container image of Flatline: what is in it, and how it is built. The only package that sees jib. */
@NullMarked
package dev.flatline.scenarios.image;

import org.jspecify.annotations.NullMarked;

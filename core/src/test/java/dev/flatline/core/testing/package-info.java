/** What tests of every module share. */
@NullMarked
package dev.flatline.core.testing;

import org.jspecify.annotations.NullMarked;

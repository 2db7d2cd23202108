@NullMarked
package dev.flatline.scenarios.serve;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.flatline.scenarios.proxy;

import org.jspecify.annotations.NullMarked;

/** {@code flatline proxy}: the fault proxies alone, until they are told to go. */
@NullMarked
package dev.flatline.scenarios.proxy;

import org.jspecify.annotations.NullMarked;

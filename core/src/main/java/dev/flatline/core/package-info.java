/** What every module may use: decisions, plans and measurements, without I/O, clock or global randomness. */
@NullMarked
package dev.flatline.core;

import org.jspecify.annotations.NullMarked;

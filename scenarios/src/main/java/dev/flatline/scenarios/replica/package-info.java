/** The servers that a run starts or is given by name: how they begin, what is done to them, who is on them, how they end. */
@NullMarked
package dev.flatline.scenarios.replica;

import org.jspecify.annotations.NullMarked;

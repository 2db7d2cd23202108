/** JMH benchmarks and the command that runs them; may see every module and is seen by none. */
@NullMarked
package dev.flatline.benchmarks;

import org.jspecify.annotations.NullMarked;

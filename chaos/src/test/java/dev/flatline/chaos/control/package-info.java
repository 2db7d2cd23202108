/** Tests of the control plane, on proxies that pretend to run. */
@NullMarked
package dev.flatline.chaos.control;

import org.jspecify.annotations.NullMarked;

/**
 * The control plane of the fault proxy: the named proxies with their toxics, and the ports through which they are run. It
 * knows the rules of Toxiproxy 2.12 and where ours differ ({@link dev.flatline.chaos.control.Difference}); HTTP is beside
 * it, in {@code http}.
 */
@NullMarked
package dev.flatline.chaos.control;

import org.jspecify.annotations.NullMarked;

/** Networks by name: stacks of line models, and the outages that come with them. Presets, not measurements. */
@NullMarked
package dev.flatline.core.fault.network;

import org.jspecify.annotations.NullMarked;

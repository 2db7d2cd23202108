/** {@code flatline serve}: the heartbeat-aware server alone, until it is told to go. */
@NullMarked
package dev.flatline.scenarios.serve;

import org.jspecify.annotations.NullMarked;

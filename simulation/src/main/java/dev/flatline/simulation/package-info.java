/** The same decisions in virtual time: a network, a server and a fleet that need no socket and no clock. */
@NullMarked
package dev.flatline.simulation;

import org.jspecify.annotations.NullMarked;

/** Where faults come into a client's own way to the network: what the fleet calls and an injector implements. */
@NullMarked
package dev.flatline.wire.inject;

import org.jspecify.annotations.NullMarked;

/** From events to numbers: recorders, the meter that joins client, server and ledger, and the result of a run. */
@NullMarked
package dev.flatline.core.measure;

import org.jspecify.annotations.NullMarked;

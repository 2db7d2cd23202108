package dev.flatline.scenarios.run;

import dev.flatline.core.measure.GeneratorEvents;
import dev.flatline.core.measure.RunEvents;
import dev.flatline.core.measure.RunRecorder;

/**
 * Who is told what happens on a stage: a recorder, or the process that has one.
 *
 * @param events of what clients, server and faults do
 * @param generator of how well the process can do its part
 */
record Told(RunEvents events, GeneratorEvents generator) {

    static Told of(RunRecorder recorder) {
        return new Told(recorder.events(), recorder);
    }
}

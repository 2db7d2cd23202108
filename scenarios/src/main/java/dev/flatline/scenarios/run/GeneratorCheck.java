package dev.flatline.scenarios.run;

import dev.flatline.core.measure.Metric;
import dev.flatline.scenarios.GeneratorBounds;
import java.util.Map;
import java.util.Optional;

/** A look at one part of the generator: was it what the run measured, instead of the server? */
interface GeneratorCheck {

    /** Which part was the bottleneck, by how much, and what to do; empty if it was none, or nobody measured it. */
    Optional<String> spoilt(Map<String, Metric> metrics, GeneratorBounds bounds);
}

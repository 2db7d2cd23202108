package dev.flatline.core.measure;

/** What a measuring process tells of itself: how well it could do its part. */
public interface GeneratorEvents {

    /** How late a tick of an event loop was; see {@code generator.lag} and {@code server.lag}. */
    void tick(EventLoopPart part, long intendedNanos, long nowNanos);

    /** All threads of the measuring process stood still for its collector; see {@code generator.gc}. */
    void generatorPaused(long nanos);

    /** How much of the processors was in use for the last second; see {@code generator.cpu}. */
    void processors(ProcessorUse use);
}

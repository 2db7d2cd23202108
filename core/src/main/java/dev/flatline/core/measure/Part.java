package dev.flatline.core.measure;

/** Which clients a number is about. */
public sealed interface Part {

    /** All of them. */
    Part WHOLE = new Whole();

    /** All clients. */
    record Whole() implements Part {}

    /** The clients that a fault hit, by its place in the timeline. */
    record OfFault(int index) implements Part {}

    /** The clients of a group. */
    record OfGroup(String name) implements Part {}
}

package dev.flatline.chaos.control.http;

/** A few routes about one thing. */
@FunctionalInterface
public interface Resource {

    /** Adds its routes. */
    void addTo(Router router);
}

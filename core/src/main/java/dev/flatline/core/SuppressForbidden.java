package dev.flatline.core;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an adapter that itself reads the machine's clock or draws global randomness, which the build forbids elsewhere.
 *
 * <p>Put it on the smallest thing that does so. {@code core}, {@code simulation} and {@code report} never carry it.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.CONSTRUCTOR, ElementType.METHOD, ElementType.FIELD})
public @interface SuppressForbidden {

    /** Why this is the place where real time or real randomness comes in. */
    String value();
}

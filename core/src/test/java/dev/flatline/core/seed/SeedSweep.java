package dev.flatline.core.seed;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Runs a test once for each of many seeds; its name tells the seed and how to run that one alone. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "seed {0}, replay with -Dflatline.seed={0}")
@ArgumentsSource(SeedProvider.class)
public @interface SeedSweep {}

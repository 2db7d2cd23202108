/** The example of docs/junit.md, and what stands for the program under test. */
@NullMarked
package dev.flatline.chaos.junit.example;

import org.jspecify.annotations.NullMarked;

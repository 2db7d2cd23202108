package dev.flatline.benchmarks.rig;

import java.util.List;

/**
 * One table of the result.
 *
 * @param title what was measured
 * @param conditions a sentence about how
 * @param figures its rows
 */
public record Section(String title, String conditions, List<Figure> figures) {}

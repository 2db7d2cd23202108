package dev.flatline.benchmarks.server;

import java.util.List;

/**
 * One table of the result.
 *
 * @param title what was measured
 * @param conditions a sentence about how
 * @param figures its rows
 */
record Section(String title, String conditions, List<Figure> figures) {}

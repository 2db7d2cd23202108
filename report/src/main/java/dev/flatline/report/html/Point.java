package dev.flatline.report.html;

/**
 * One point of a line.
 *
 * @param x where it stands: seconds of the run, or what else the axis of its chart counts
 * @param y the value; NaN where there is none, which is a gap in the line
 */
record Point(double x, double y) {}

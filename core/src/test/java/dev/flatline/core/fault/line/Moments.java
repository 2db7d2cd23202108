package dev.flatline.core.fault.line;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/** Mean, standard deviation, skewness and quantiles of a sample. */
final class Moments {

    private final double[] sorted;
    private final double mean;
    private final double sigma;

    private Moments(double[] sorted) {
        this.sorted = sorted;
        this.mean = Arrays.stream(sorted).average().orElseThrow();
        this.sigma = Math.sqrt(central(2));
    }

    static Moments of(int count, DoubleSupplier sample) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> sample.getAsDouble());
        Arrays.sort(values);
        return new Moments(values);
    }

    double mean() {
        return mean;
    }

    double sigma() {
        return sigma;
    }

    double skew() {
        return central(3) / Math.pow(sigma, 3);
    }

    double least() {
        return sorted[0];
    }

    double most() {
        return sorted[sorted.length - 1];
    }

    double quantile(double share) {
        return sorted[(int) (share * sorted.length)];
    }

    private double central(int power) {
        double sum = 0;
        for (double value : sorted) {
            double off = value - mean;
            sum += power == 2 ? off * off : off * off * off;
        }
        return sum / sorted.length;
    }
}

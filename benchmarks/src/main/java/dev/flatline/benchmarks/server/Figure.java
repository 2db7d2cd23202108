package dev.flatline.benchmarks.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One row of the result: samples of each candidate, taken in turns, so that the nth samples belong together. */
final class Figure {

    final String what;
    final Unit unit;
    final Aim aim;
    private final Map<Candidate, List<Double>> samples = new EnumMap<>(Candidate.class);

    Figure(String what, Unit unit, Aim aim) {
        this.what = what;
        this.unit = unit;
        this.aim = aim;
    }

    void add(Candidate candidate, double sample) {
        samples.computeIfAbsent(candidate, key -> new ArrayList<>()).add(sample);
    }

    boolean has(Candidate candidate) {
        return samples.containsKey(candidate);
    }

    List<Double> samples(Candidate candidate) {
        return samples.getOrDefault(candidate, List.of());
    }

    double median(Candidate candidate) {
        return Samples.median(array(candidate));
    }

    /** Ours against another's: the median of the ratios of samples that were taken one after the other. */
    double ratio(Candidate other) {
        double[] ours = array(Candidate.FLATLINE);
        double[] theirs = array(other);
        double[] ratios = new double[Math.min(ours.length, theirs.length)];
        Arrays.setAll(ratios, pair -> ours[pair] / theirs[pair]);
        return Samples.median(ratios);
    }

    private double[] array(Candidate candidate) {
        return samples(candidate).stream().mapToDouble(Double::doubleValue).toArray();
    }
}

package dev.flatline.benchmarks.rig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One row of the result: samples of each candidate, taken in turns, so that the nth samples belong together. */
public final class Figure {

    public final String what;
    public final Unit unit;
    public final Aim aim;
    private final Map<Candidate, List<Double>> samples = new EnumMap<>(Candidate.class);

    public Figure(String what, Unit unit, Aim aim) {
        this.what = what;
        this.unit = unit;
        this.aim = aim;
    }

    public void add(Candidate candidate, double sample) {
        samples.computeIfAbsent(candidate, key -> new ArrayList<>()).add(sample);
    }

    public boolean has(Candidate candidate) {
        return samples.containsKey(candidate);
    }

    public List<Double> samples(Candidate candidate) {
        return samples.getOrDefault(candidate, List.of());
    }

    public double median(Candidate candidate) {
        return Samples.median(array(candidate));
    }

    /** Ours against another's: the median of the ratios of samples that were taken one after the other. */
    public double ratio(Candidate other) {
        return Samples.median(ratios(other));
    }

    /** Ours against another's, of samples that were taken one after the other. */
    double[] ratios(Candidate other) {
        double[] ours = array(Candidate.FLATLINE);
        double[] theirs = array(other);
        double[] ratios = new double[Math.min(ours.length, theirs.length)];
        Arrays.setAll(ratios, pair -> ours[pair] / theirs[pair]);
        return ratios;
    }

    private double[] array(Candidate candidate) {
        return samples(candidate).stream().mapToDouble(Double::doubleValue).toArray();
    }
}

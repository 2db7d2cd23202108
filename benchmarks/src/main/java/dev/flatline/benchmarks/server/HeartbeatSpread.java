package dev.flatline.benchmarks.server;

import dev.flatline.benchmarks.rig.LoadCounts;
import dev.flatline.benchmarks.rig.Samples;
import java.util.List;

/** How evenly the pings of a round lie in time. */
final class HeartbeatSpread {

    private HeartbeatSpread() {}

    /**
     * Pings in the busiest window against an even share, in the median round: a stall of the machine makes one round uneven,
     * a rule that fires all at once makes all.
     *
     * @param windows pings in each 100 ms, whole rounds and perhaps a part of one more
     */
    static double of(List<Integer> windows, int roundMillis) {
        int windowsOfRound = (int) (roundMillis * 1_000_000L / LoadCounts.WINDOW_NANOS);
        int rounds = windows.size() / windowsOfRound;
        double[] peaks = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            List<Integer> its = windows.subList(round * windowsOfRound, (round + 1) * windowsOfRound);
            double sum = its.stream().mapToInt(Integer::intValue).sum();
            int peak = its.stream().mapToInt(Integer::intValue).max().orElse(0);
            peaks[round] = sum == 0 ? 0 : peak * windowsOfRound / sum;
        }
        return Samples.median(peaks);
    }
}

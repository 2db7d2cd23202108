package dev.flatline.report.testing;

import dev.flatline.core.measure.Second;

/** The timeline of {@link SampleRun}: ramp, silence, detection, retries into the void, return; then a restart. */
final class SampleSeconds {

    private SampleSeconds() {}

    static Second at(int s) {
        int open = open(s);
        int before = s == 0 ? 0 : open(s - 1);
        long opened = Math.max(0, open - before);
        long failed = failed(s);
        int server = s >= 15 && s < 23 ? 2000 - Math.max(0, s - 20) * 330 : open;
        int ghosts = Math.max(0, server - open);
        return new Second(
                s,
                open,
                server,
                ghosts,
                opened + failed,
                opened,
                failed,
                Math.max(0, before - open),
                open / 2,
                open / 5);
    }

    private static int open(int s) {
        if (s < 5) {
            return 400 * (s + 1);
        }
        if (s < 17) {
            return 2000;
        }
        if (s < 20) {
            return 2000 - (s - 16) * 333;
        }
        if (s < 25) {
            return 1000;
        }
        if (s < 30) {
            return 1000 + (int) (1000 * (1 - Math.exp(-(s - 24) / 1.2))) + (s == 29 ? 16 : 0);
        }
        if (s < 45) {
            return 2000;
        }
        if (s < 47) {
            return 0;
        }
        return s < 54 ? Math.min(2000, (int) (2000 * (1 - Math.exp(-(s - 46) / 1.1)))) : 2000;
    }

    private static long failed(int s) {
        if (s >= 19 && s < 25) {
            return 150 + s * 37L % 90;
        }
        return s == 45 ? 2010 : s == 46 ? 870 : 0;
    }
}

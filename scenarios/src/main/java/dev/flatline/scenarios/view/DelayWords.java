package dev.flatline.scenarios.view;

import dev.flatline.core.profile.ClientProfile;
import dev.flatline.core.profile.FirstDelays;
import dev.flatline.core.profile.FirstDelays.Range;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Delays before attempts to reconnect, in words. */
public final class DelayWords {

    private static final int ATTEMPTS = 6;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private DelayWords() {}

    /** The ranges of a client's first six delays after a live connection, and where it gives up. */
    public static String firstOf(ClientProfile profile) {
        List<Range> ranges = FirstDelays.of(profile, ATTEMPTS);
        Stream<String> end = ranges.size() < ATTEMPTS ? Stream.of("gives up") : Stream.empty();
        return Stream.concat(ranges.stream().map(DelayWords::of), end).collect(Collectors.joining(", "));
    }

    private static String of(Range range) {
        String least = of(range.leastNanos());
        String most = of(range.mostNanos());
        return least.equals(most) ? least : least + "–" + most;
    }

    /** A time to the millisecond: {@code 551ms}, {@code 1.499s}. */
    static String of(long nanos) {
        BigDecimal seconds =
                BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(SECOND_NANOS), 3, RoundingMode.HALF_UP);
        if (seconds.signum() == 0) {
            return "0s";
        }
        return seconds.compareTo(BigDecimal.ONE) < 0
                ? seconds.movePointRight(3).stripTrailingZeros().toPlainString() + "ms"
                : seconds.stripTrailingZeros().toPlainString() + "s";
    }
}

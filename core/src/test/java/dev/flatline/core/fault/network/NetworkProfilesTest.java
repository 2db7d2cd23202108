package dev.flatline.core.fault.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.Impairment;
import dev.flatline.core.fault.line.LineModel;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkProfilesTest {

    private static final List<String> NAMES = List.of(
            "gprs",
            "edge",
            "3g",
            "lte",
            "lte-handover",
            "train-tunnel",
            "wifi-bad",
            "wifi",
            "dsl",
            "starlink",
            "laptop-sleep");

    static Stream<NetworkProfile> everyNetwork() {
        return NetworkProfiles.all().stream();
    }

    @Test
    void everyNetworkIsFoundByItsName() {
        assertEquals(NAMES, everyNetwork().map(NetworkProfile::name).toList());

        NAMES.forEach(name -> assertEquals(name, NetworkProfiles.named(name).name()));
    }

    @Test
    void anUnknownNameIsToldTheNamesThereAre() {
        String message = assertThrows(IllegalArgumentException.class, () -> NetworkProfiles.named("5g"))
                .getMessage();

        assertEquals("unknown network '5g'; there are: " + String.join(", ", NAMES), message);
    }

    @ParameterizedTest
    @MethodSource("everyNetwork")
    void eachSaysWhatItIsAndWhereItsFiguresAreFrom(NetworkProfile network) {
        assertTrue(network.description().length() > 20);
        assertTrue(network.source().contains("comcast") || network.source().contains("High Performance"));
        assertSame(network.up(), network.lines(Direction.UPSTREAM));
        assertSame(network.down(), network.lines(Direction.DOWNSTREAM));
    }

    /** A heartbeat that nothing is lost of, on an awake line: there and back in the median. */
    @ParameterizedTest
    @CsvSource({
        "gprs, 500",
        "edge, 300",
        "3g, 250",
        "lte, 50",
        "lte-handover, 50",
        "train-tunnel, 50",
        "wifi-bad, 36",
        "wifi, 40",
        "dsl, 40",
        "starlink, 20",
        "laptop-sleep, 40"
    })
    void aShortHeartbeatTakesTheRoundTripThatTheDescriptionNames(String name, double millis) {
        NetworkProfile network = NetworkProfiles.named(name);
        SplittableRandom random = new SplittableRandom(3);

        double[] trips = Stream.generate(() -> through(network.up(), 0, random) + through(network.down(), 0, random))
                .limit(5_001)
                .mapToDouble(nanos -> nanos / 1e6)
                .sorted()
                .toArray();

        assertEquals(millis, trips[2_500], 0.01 * millis);
    }

    @ParameterizedTest
    @CsvSource({"3g, 2000", "lte, 100", "wifi, 0"})
    void theFirstHeartbeatAfterTenSecondsOfSilencePaysForTheRadio(String name, long millis) {
        List<Impairment> lines =
                NetworkProfiles.named(name).up().stream().map(LineModel::line).toList();
        SplittableRandom random = new SplittableRandom(8);
        long before = through(lines.get(0), 0, random);

        long after = through(lines.get(0), 20_000_000_000L, random);

        assertEquals(millis * 1_000_000, after - 20_000_000_000L - before);
    }

    @Test
    void onlyThoseOnTheMoveHaveOutages() {
        List<String> names = everyNetwork()
                .filter(network -> !network.outages().isEmpty())
                .map(NetworkProfile::name)
                .toList();

        assertEquals(List.of("lte-handover", "train-tunnel", "laptop-sleep"), names);
    }

    private static long through(List<LineModel> models, long arrivedNanos, SplittableRandom random) {
        long due = arrivedNanos;
        for (LineModel model : models) {
            due = through(model.line(), due, random);
        }
        return due;
    }

    private static long through(Impairment line, long arrivedNanos, SplittableRandom random) {
        return line.deliverAtNanos(arrivedNanos, 8, random);
    }
}

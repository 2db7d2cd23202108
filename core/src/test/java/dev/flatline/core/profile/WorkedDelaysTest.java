package dev.flatline.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.profile.FirstDelays.Range;
import dev.flatline.core.reconnect.Loss;
import dev.flatline.core.reconnect.ReconnectPolicy;
import dev.flatline.core.reconnect.Retry;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The first six delays of every client, in milliseconds, as the real code or the published formula gives them: never outside
 * those bounds, and both ends reached. {@code live} begins with the loss of an open connection, {@code never} with a client
 * that never was connected; the attempts fail at once.
 */
class WorkedDelaysTest {

    private static final double MS = 1e6;
    private static final int OUTAGES = 4_000;

    @ParameterizedTest
    @CsvSource({
        "socket.io-4, live, 551-1499 1101-2999 2201-5000 4401-5000 5000 5000",
        "socket.io-2, live, 551-1499 1101-2999 2201-5000 4401-5000 5000 5000",
        "phoenix, live, 10 50 100 150 200 250 500 1000 2000 5000 5000",
        "phoenix-1.8.15, live, 10 50 100 150 200 250 500 1000 2000 5000 5000",
        "signalr, live, 0 2000 10000 30000 stop",
        "signalr, never, stop",
        "reconnecting-websocket, live, 1000-5000 1300-6500 1690-8450 2197-10000 2856.1-10000 3712.93-10000",
        "partysocket-1.1, live, 1000-5000 1300-6500 1690-8450 2197-10000 2856.1-10000 3712.93-10000",
        "partysocket, live, 3000 3900 5070 6591 8568.3 10000 10000",
        "joewalnes, live, 1000 1500 2250 3375 5062.5 7593.75 11390.625 17085.9375 25628.90625 30000 30000",
        "sockjs, live, stop",
        "centrifuge, live, 500-1000 500-1500 500-2500 500-4500 500-8500 500-16500 500-20000",
        "actioncable, never, 6000-12000 6900-7935 7935-9125.25 9125.25-10494.04 10494.04-12068.14 12068.14-13878.36",
        "pusher, live, 1000 15000 30000 60000 60000 60000",
        "pusher, never, 15000 30000 60000 60000 60000 60000",
        "ably, live, 0 16000-20000 20000-25000 24000-30000 24000-30000",
        "ably, never, 12000-15000 16000-20000 20000-25000 24000-30000",
        "discord, live, 500 500 500 500 500 500",
        "slack-socket-mode, live, 5000 10000 15000 20000 25000 30000 35000",
        "grpc, never, 1000 1280-1920 2048-3072 3276.8-4915.2 5242.88-7864.32 8388.608-12582.912",
        "grpc, live, 0 1000 1280-1920 2048-3072 3276.8-4915.2 5242.88-7864.32",
        "grpc-js, never, 1000 1280-1920 1638.4-3686.4 2097.152-7077.888 2684.355-13589.545 3435.974-26091.926",
        "mqtt.js, live, 1000 1000 1000 1000 1000 1000",
        "paho, live, 1000 2000 4000 8000 16000 32000 64000 128000 128000",
        "graphql-ws-retry-all, live, 1300-3999 2300-4999 4300-6999 8300-10999 16300-18999 stop",
        "graphql-ws, live, 1300-3999 stop",
        "graphql-ws, never, stop",
        "stomp.js, live, 5000 5000 5000 5000 5000 5000",
        "python-websockets, live, 0 0-5000 3100 5015.8 8115.564 13130.983 21245.93 34375.915 55620.23 89993.532 90000",
        "nats, live, 2000-2100 2000-2100 2000-2100 2000-2100 2000-2100 2000-2100",
        "workerman, live, 1000 1000 1000 1000 1000 1000",
        "swoole, live, 1000 1000 1000 1000 1000 1000",
        "k8s-reflector, live, 800-1600 1600-3200 3200-6400 6400-12800 12800-25600 25600-51200 30000-60000",
        "kafka, live, 40-59 80-119 160-239 320-479 640-959 800-1000",
        "aws-full, live, 0-1000 0-2000 0-4000 0-8000 0-16000 0-30000",
        "aws-equal, live, 500-1000 1000-2000 2000-4000 4000-8000 8000-16000 15000-30000",
        "aws-decorrelated, live, 1000-3000 1000-9000 1000-27000 1000-30000 1000-30000 1000-30000",
        "rfc6455, live, 0-5000 0-10000 0-20000 0-40000 0-60000 0-60000",
        "no-jitter, live, 1000 2000 4000 8000 16000 30000",
        "jitter-before-cap, live, 500-1000 1000-2000 2000-4000 4000-8000 8000-10000 10000",
        "immediate, live, 0 0 0 0 0 0"
    })
    void areThoseOfTheRealClient(String name, String begins, String delays) {
        ClientProfile profile = ClientProfiles.of(name);
        boolean wasOpen = begins.equals("live");
        List<double[]> expected = bounds(delays);
        int attempts = delays.endsWith("stop") ? expected.size() + 1 : expected.size();

        List<Range> found = FirstDelays.of(profile.policy(), profile.rule(), wasOpen, attempts);

        assertEquals(expected.size(), found.size(), "delays before it gives up, or in all");
        for (int i = 0; i < expected.size(); i++) {
            String which = name + " delay " + (i + 1);
            double width = expected.get(i)[1] - expected.get(i)[0];
            assertEquals(expected.get(i)[0], found.get(i).leastNanos() / MS, 0.02 + width / 200, which);
            assertEquals(expected.get(i)[1], found.get(i).mostNanos() / MS, 0.02 + width / 200, which);
        }
        stayWithin(profile.policy(), wasOpen, expected);
    }

    private static void stayWithin(ReconnectPolicy policy, boolean wasOpen, List<double[]> expected) {
        SplittableRandom random = new SplittableRandom(7);
        for (int outage = 0; outage < OUTAGES; outage++) {
            CloseCause cause = wasOpen ? CloseCause.RESET : CloseCause.REFUSED;
            Loss loss = new Loss(0, 0, cause, 0, wasOpen, wasOpen, wasOpen ? 1L << 60 : 0, 0, 0, random.nextDouble());
            for (double[] bounds : expected) {
                Retry retry = policy.next(loss, random);
                double millis = retry.delayNanos() / MS;
                assertTrue(millis >= bounds[0] - 0.02 && millis <= bounds[1] + 0.02, millis + " " + loss);
                loss = loss.failedAfter(retry, CloseCause.REFUSED);
            }
        }
    }

    private static List<double[]> bounds(String delays) {
        return Arrays.stream(delays.split(" ", -1))
                .filter(delay -> !delay.equals("stop"))
                .map(delay -> {
                    String[] ends = delay.split("-", -1);
                    return new double[] {Double.parseDouble(ends[0]), Double.parseDouble(ends[ends.length - 1])};
                })
                .toList();
    }

    @Test
    void everyClientHasAWorkedValue() throws NoSuchMethodException {
        CsvSource table = WorkedDelaysTest.class
                .getDeclaredMethod("areThoseOfTheRealClient", String.class, String.class, String.class)
                .getAnnotation(CsvSource.class);
        List<String> worked =
                Arrays.stream(table.value()).map(row -> row.split(",", -1)[0]).toList();

        List<String> without = ClientProfiles.all().stream()
                .map(ClientProfile::name)
                .filter(name -> !worked.contains(name) && !name.equals("hybi-1012"))
                .toList();

        assertEquals(List.of(), without);
    }

    @Test
    void grpcGoesOnWith96To144Seconds() {
        ClientProfile grpc = ClientProfiles.of("grpc");

        List<Range> found = FirstDelays.of(grpc.policy(), grpc.rule(), false, 20);

        assertEquals(96_000, found.get(19).leastNanos() / MS, 1);
        assertEquals(144_000, found.get(19).mostNanos() / MS, 1);
    }

    @Test
    void actionCablePollsStopGrowingAfterTenStalePolls() {
        ClientProfile cable = ClientProfiles.of("actioncable");

        List<Range> found = FirstDelays.of(cable.policy(), cable.rule(), false, 14);

        for (int n : new int[] {10, 13}) {
            assertEquals(24_273.3, found.get(n).leastNanos() / MS, 1);
            assertEquals(27_914.3, found.get(n).mostNanos() / MS, 5);
        }
    }

    @Test
    void ablyIsSuspendedTwoMinutesAfterTheDrop() {
        ReconnectPolicy policy = ClientProfiles.of("ably").policy();
        SplittableRandom random = new SplittableRandom(3);

        for (int outage = 0; outage < 1_000; outage++) {
            Loss loss = new Loss(0, 0, CloseCause.RESET, 0, true, true, 1L << 60, 0, 0, 0);
            double sinceDrop = 0;
            for (int attempt = 0; attempt < 12; attempt++) {
                Retry retry = policy.next(loss, random);
                double waits = retry.delayNanos() / MS;
                if (sinceDrop >= 120_000) {
                    assertEquals(30_000, waits, 0.01, "suspended: 30 s without jitter");
                } else if (sinceDrop + waits > 120_000) {
                    assertEquals(150_000, sinceDrop + waits, 0.01, "the wait that the limit falls into begins anew");
                }
                sinceDrop += waits;
                loss = loss.failedAfter(retry, CloseCause.REFUSED);
            }
        }
    }

    @Test
    void natsGivesUpAfterSixtyAttempts() {
        ReconnectPolicy policy = ClientProfiles.of("nats").policy();
        Loss loss = Loss.of(CloseCause.RESET, 0);

        assertTrue(!policy.next(loss.asAttempt(59), new SplittableRandom(1)).givesUp());
        assertTrue(policy.next(loss.asAttempt(60), new SplittableRandom(1)).givesUp());
    }
}

package dev.flatline.chaos.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flatline.chaos.control.RawHttp;
import dev.flatline.chaos.control.http.ControlOptions;
import dev.flatline.chaos.ledger.Injection;
import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.chaos.ledger.LedgerFileException;
import dev.flatline.core.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A ledger on a disk that is full. */
@Tag("real-socket")
final class LedgerFileTest {

    private static final Path FULL = Path.of("/dev/full");

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Ledger ledger = new Ledger(100, false);

    @Test
    void aFullDiskIsToldOnceAndEachBatchIsTried() throws IOException {
        assumeTrue(Files.exists(FULL), "no /dev/full");
        try (LedgerFile file = new LedgerFile(FULL, ledger, failures::add)) {
            Await.until("the first line failed", () -> file.writeFailures() > 0);

            for (int i = 1; i <= 3; i++) {
                long lost = i;
                ledger.add(injection());
                Await.until("one more lost", () -> file.lost() == lost);
            }
        }

        assertEquals(1, failures.size(), failures::toString);
        LedgerFileException told = assertInstanceOf(LedgerFileException.class, failures.get(0));
        assertTrue(String.valueOf(told.getMessage()).contains("/dev/full"), told::toString);
    }

    @Test
    void theApiAndTheMetricsSayHowManyAreLostAndWhatTimeItIs() throws IOException {
        assumeTrue(Files.exists(FULL), "no /dev/full");
        ServiceOptions options = ServiceOptions.defaults()
                .with(ControlOptions.defaults().onPort(0))
                .with(new ServiceOptions.LedgerOptions(100, false, FULL));
        try (ChaosService service = ChaosService.open(options, failures::add)) {
            int port = URI.create(service.url()).getPort();
            service.ledger().add(injection());

            Await.until("lost", () -> body(port, "/metrics").contains("\nflatline_ledger_lost_total 1"));

            assertTrue(body(port, "/metrics").contains("\nflatline_ledger_write_failures_total "));
            String page = body(port, "/v1/ledger");
            assertTrue(
                    page.matches("(?s)\\{\"clock\":\\{\"wall\":\"20[^\"]+Z\",\"nanos\":-?\\d+},"
                            + "\"file\":\\{\"lost\":1,\"write_failures\":\\d+}}\n\\{\"seq\":1.*"),
                    page);
        }
    }

    private static String body(int port, String path) {
        try {
            return RawHttp.get(port, path).body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Injection injection() {
        return new Injection(0, 1, "web", "late", "latency", 1, -1, null, null, "hit", Double.NaN, Double.NaN);
    }
}

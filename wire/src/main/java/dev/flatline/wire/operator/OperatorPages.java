package dev.flatline.wire.operator;

import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Pages that every process needs; for metrics, see {@link MetricPage}. */
public final class OperatorPages {

    private OperatorPages() {}

    /**
     * For {@code /healthz} and {@code /readyz}: 200 and {@code ok}, or 503 and the reason.
     *
     * @param complaint why the process is not alive or not ready, in one line; empty if it is
     */
    public static OperatorPage health(Supplier<Optional<String>> complaint) {
        return accept -> complaint
                .get()
                .map(reason -> OperatorReply.text(HttpURLConnection.HTTP_UNAVAILABLE, reason))
                .orElseGet(() -> OperatorReply.text(HttpURLConnection.HTTP_OK, "ok"));
    }

    /**
     * For {@code /info}: a JSON object, in the order of the map. Maps, lists, numbers, booleans and null become what they
     * are in JSON, and all else a string.
     */
    public static OperatorPage info(Supplier<? extends Map<String, ?>> facts) {
        return accept -> new OperatorReply(
                HttpURLConnection.HTTP_OK, "application/json; charset=utf-8", JsonText.of(facts.get()) + "\n");
    }
}

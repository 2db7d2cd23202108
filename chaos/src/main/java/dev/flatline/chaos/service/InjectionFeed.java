package dev.flatline.chaos.service;

import dev.flatline.chaos.control.LedgerEntry;
import dev.flatline.chaos.control.LedgerSource;
import dev.flatline.chaos.ledger.Injection;
import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.chaos.ledger.LedgerClock;
import dev.flatline.core.connection.ClientIdentity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The ledger in the words of its readers.
 *
 * @param file where it goes, too; null for nowhere
 */
record InjectionFeed(Ledger ledger, @Nullable LedgerFile file) implements LedgerSource {

    /** The time of day, and whether the file has everything. */
    @Override
    public Map<String, Object> head() {
        Map<String, Object> head = new LinkedHashMap<>(LedgerClock.now().asMap());
        if (file != null) {
            Map<String, Object> state = new LinkedHashMap<>();
            state.put("lost", file.lost());
            state.put("write_failures", file.writeFailures());
            head.put("file", state);
        }
        return head;
    }

    @Override
    public List<LedgerEntry> read(long afterSequence, int max) {
        return ledger.read(afterSequence, max).stream()
                .map(injection -> new LedgerEntry(injection.sequence(), fields(injection)))
                .toList();
    }

    @Override
    public CompletableFuture<Void> written(long afterSequence) {
        return ledger.written(afterSequence);
    }

    /** What there is to say of an injection; what it has none of is left out. */
    static Map<String, Object> fields(Injection injection) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at_nanos", injection.atNanos());
        fields.put("proxy", injection.proxy());
        fields.put("toxic", injection.toxic());
        fields.put("type", injection.type());
        fields.put("action", injection.action());
        if (injection.connection() > 0) {
            fields.put("connection", injection.connection());
        }
        if (injection.client() != ClientIdentity.UNKNOWN) {
            fields.put("client", injection.client());
        }
        if (injection.identity() != null) {
            fields.put("identity", injection.identity());
        }
        if (injection.direction() != null) {
            fields.put("direction", injection.direction().name().toLowerCase(Locale.ROOT));
        }
        if (!Double.isNaN(injection.requested())) {
            fields.put("requested", injection.requested());
        }
        if (!Double.isNaN(injection.achieved())) {
            fields.put("achieved", injection.achieved());
        }
        return fields;
    }
}

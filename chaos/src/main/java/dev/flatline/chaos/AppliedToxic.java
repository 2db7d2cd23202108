package dev.flatline.chaos;

import dev.flatline.chaos.ledger.Injection;
import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.chaos.ledger.ToxicMeter;
import dev.flatline.chaos.target.ConnectionFacts;
import dev.flatline.chaos.target.Draw;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.core.connection.ClientIdentity;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.seed.Seeds;
import org.jspecify.annotations.Nullable;

/**
 * A named toxic in force on a proxy.
 *
 * @param draws the name that its draws are made of
 */
record AppliedToxic(
        String proxy, NamedToxic named, long order, String draws, Seeds seeds, Ledger ledger, ToxicMeter meter)
        implements Applied {

    private static final double NONE = Double.NaN;
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public Object key() {
        return named.name();
    }

    @Override
    public Toxic toxic() {
        return named.toxic();
    }

    @Override
    public Stream stream() {
        return named.stream();
    }

    @Override
    public String drawName() {
        return "toxic/" + proxy + "/" + named.name();
    }

    @Override
    public boolean hits(ConnectionFacts connection) {
        double toxicity = named.toxicity();
        boolean drawn = toxicity >= 1 || (toxicity > 0 && Draw.hits(seeds, proxy, draws, connection, toxicity));
        return drawn && named.target().includes(connection);
    }

    /** A draw alone is no reason to wait with the dial: servers that speak first would be late. */
    @Override
    public boolean needsRequest() {
        boolean decides = !named.toxic().hitsStanding() || silences();
        return readsRequest() || (isDrawn() && decides);
    }

    @Override
    public boolean drawsByRequest() {
        return isDrawn() || readsRequest();
    }

    @Override
    public boolean readsRequest() {
        return named.target().needsRequest() || named.toxic().needsRequest();
    }

    private boolean isDrawn() {
        return named.toxicity() > 0 && named.toxicity() < 1;
    }

    /** It is in force from now on. */
    void began(long nowNanos) {
        write(null, null, "began", NONE, NONE, nowNanos);
    }

    /** It is not in force any more. */
    void ended(long nowNanos) {
        write(null, null, "ended", NONE, NONE, nowNanos);
    }

    @Override
    public void hit(ConnectionFacts connection, long nowNanos) {
        meter.hit();
        write(connection, null, "hit", NONE, NONE, nowNanos);
    }

    @Override
    public void injected(
            ConnectionFacts connection,
            @Nullable Direction direction,
            String action,
            double requested,
            double achieved,
            long nowNanos) {
        meter.injected();
        write(connection, direction, action, requested, achieved, nowNanos);
    }

    @Override
    public void delayed(
            ConnectionFacts connection, Direction direction, long requestedNanos, long achievedNanos, long nowNanos) {
        if (achievedNanos < requestedNanos) {
            return; // cut short because the toxic was taken off: not a delay that was achieved
        }
        meter.delays().record(requestedNanos, achievedNanos);
        if (ledger.recordsDelays()) {
            double requested = requestedNanos / NANOS_PER_MILLI;
            double achieved = achievedNanos / NANOS_PER_MILLI;
            write(connection, direction, "delay", requested, achieved, nowNanos);
        }
    }

    private void write(
            @Nullable ConnectionFacts connection,
            @Nullable Direction direction,
            String action,
            double requested,
            double achieved,
            long nowNanos) {
        long number = connection == null ? 0 : connection.number();
        int client = connection == null ? ClientIdentity.UNKNOWN : connection.client();
        String identity = connection == null ? null : connection.identity();
        String type = named.toxic().type().name();
        ledger.add(new Injection(
                0,
                nowNanos,
                proxy,
                named.name(),
                type,
                number,
                client,
                identity,
                direction,
                action,
                requested,
                achieved));
    }
}

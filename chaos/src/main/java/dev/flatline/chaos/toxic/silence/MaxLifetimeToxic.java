package dev.flatline.chaos.toxic.silence;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.chaos.toxic.frame.Agreement;
import dev.flatline.chaos.toxic.frame.Closing;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.time.Alarm;
import dev.flatline.wire.CloseCodes;
import java.util.List;
import java.util.Map;

/**
 * A connection ends at an age, counted from when it was accepted, whatever is said on it: as behind a load balancer with a
 * limit on a request. The spread keeps connections that came together from ending together. A Close frame, to both peers, comes
 * at the end of the frame that is under way; a connection that is not upgraded ends with a FIN alone.
 */
public final class MaxLifetimeToxic implements Toxic {

    private static final long DEFAULT_LIFETIME_MILLIS = 30_000;
    private static final String NO_PRESET = "none";

    /** Google, HTTPS load balancer, timeout of the backend service; AWS, API Gateway WebSocket quotas. In milliseconds. */
    private static final Map<String, Long> PRESETS =
            Map.of(NO_PRESET, DEFAULT_LIFETIME_MILLIS, "gcp-https-lb", 30_000L, "aws-apigw-ws", 7_200_000L);

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.own(
                    "max_lifetime", "ends a connection at an age, however busy it is", Stream.BOTH)
            .word(
                    "preset",
                    NO_PRESET,
                    PRESETS.keySet().stream().sorted().toList(),
                    "a limit of the real world: gcp-https-lb (30 s) or aws-apigw-ws (2 h); none")
            .whole("lifetime", 0, "milliseconds from its acceptance, 1 to 31536000000; 0 for the preset's, or 30000")
            .whole("spread", 0, "milliseconds more or less, uniform, drawn once a connection")
            .word("end", "fin", List.of("fin", "rst", "close"), "fin, rst or close: a WebSocket Close frame, then FIN")
            .whole("code", CloseCodes.GOING_AWAY, "of the Close frame, 0 to 65535; 1005 for none")
            .make(MaxLifetimeToxic::new);

    private static final long YEAR_MILLIS = 31_536_000_000L;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Values values;
    private final long lifetimeMillis;
    private final long spreadMillis;
    private final boolean resets;
    private final boolean says;
    private final Closing.Plan goodbye;

    private MaxLifetimeToxic(Values values) {
        this.values = values;
        long lifetime = values.whole("lifetime", 0, YEAR_MILLIS);
        this.lifetimeMillis =
                lifetime == 0 ? PRESETS.getOrDefault(values.text("preset"), DEFAULT_LIFETIME_MILLIS) : lifetime;
        this.spreadMillis = values.whole("spread", 0, YEAR_MILLIS);
        this.resets = values.text("end").equals("rst");
        this.says = values.text("end").equals("close");
        this.goodbye = new Closing.Plan((int) values.whole("code", 0, 0xFFFF), "", 0, Closing.FIN, false);
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public void open(Link link) {
        double draw = link.random(Direction.UPSTREAM).nextDouble() * 2 - 1;
        double ageMillis = Math.max(0, lifetimeMillis + draw * spreadMillis);
        long ageNanos = link.timers().nanoTime() - link.connection().acceptedNanos();
        long leftNanos = Math.max(0, (long) (ageMillis * NANOS_PER_MILLI) - ageNanos);
        Alarm alarm = link.timers().after(leftNanos, () -> end(link, ageMillis));
        link.onRemoved(why -> alarm.cancel());
    }

    private void end(Link link, double ageMillis) {
        long ageNanos = link.timers().nanoTime() - link.connection().acceptedNanos();
        link.injected(null, resets ? "reset" : "close", ageMillis, ageNanos / NANOS_PER_MILLI);
        if (resets) {
            link.reset();
        } else if (says && Agreement.of(link) == Agreement.UPGRADED) {
            Closing.begin(link, goodbye);
        } else {
            link.close();
        }
    }
}

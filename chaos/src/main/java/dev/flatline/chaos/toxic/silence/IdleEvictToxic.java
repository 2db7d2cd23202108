package dev.flatline.chaos.toxic.silence;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import java.util.List;
import java.util.Objects;

/**
 * A middlebox that forgets idle connections: NAT, load balancer, firewall. What comes after that depends on it:
 * <ul>
 *   <li>{@code silent}: nothing passes any more, and nobody is told. Senders see a connection that takes bytes until it is
 *       full.
 *   <li>{@code rst_next}: whoever sends something is reset then; the other end hears nothing of that.
 *   <li>{@code rst}: both ends are reset when the time is over.
 *   <li>{@code fin}: both ends see an orderly end when the time is over.
 * </ul>
 *
 * <p>It needs both directions to know what is idle; its stream says nothing. A connection that was forgotten is reset when
 * the toxic is taken off: no middlebox remembers again.
 */
public final class IdleEvictToxic implements Toxic {

    static final String SILENT = "silent";
    static final String RST_NEXT = "rst_next";
    static final String RST = "rst";
    static final String FIN = "fin";
    private static final String OF_PRESET = "preset";
    private static final String BOTH = "both";
    private static final String COUNT = "count";
    private static final String IGNORE = "ignore";

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.own("idle_evict", "forgets connections that are idle", Stream.BOTH)
            .text("preset", "", "a middlebox of the real world, such as azure-lb; empty for none")
            .whole("idle", 0, "milliseconds, 1 to 31536000000; 0 for the preset's, or 60000")
            .word(
                    "refresh",
                    OF_PRESET,
                    List.of(OF_PRESET, BOTH, "upstream", "downstream"),
                    "whose bytes keep a connection alive: both, upstream or downstream; preset for the preset's, or both")
            .word(
                    "control",
                    OF_PRESET,
                    List.of(OF_PRESET, COUNT, IGNORE),
                    "whether WebSocket control frames (ping, pong, close) do so, too: count or ignore; preset for the preset's, or count")
            .word(
                    "on_expiry",
                    OF_PRESET,
                    List.of(OF_PRESET, SILENT, RST_NEXT, RST, FIN),
                    "silent, rst_next, rst or fin; preset for the preset's, or silent")
            .make(IdleEvictToxic::new);

    private static final long DEFAULT_IDLE_MILLIS = 60_000;
    private static final long YEAR_MILLIS = 31_536_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** What a middlebox does of which only the attributes are known. */
    private static final IdlePreset ANY = new IdlePreset("", DEFAULT_IDLE_MILLIS, SILENT, BOTH, true, "");

    private final Values values;
    private final long idleNanos;
    private final String onExpiry;
    private final Stream refresh;
    private final boolean control;

    private IdleEvictToxic(Values values) {
        this.values = values;
        String name = values.text("preset");
        IdlePreset preset = name.isEmpty() ? ANY : IdlePreset.named(name);
        long idle = values.whole("idle", 0, YEAR_MILLIS);
        this.idleNanos = (idle == 0 ? preset.idleMillis() : idle) * NANOS_PER_MILLI;
        this.onExpiry = orOfPreset(values.text("on_expiry"), preset.onExpiry());
        this.refresh = Objects.requireNonNull(Stream.of(orOfPreset(values.text("refresh"), preset.refresh())));
        this.control = orOfPreset(values.text("control"), preset.control() ? COUNT : IGNORE)
                .equals(COUNT);
    }

    private static String orOfPreset(String given, String ofPreset) {
        return given.equals(OF_PRESET) ? ofPreset : given;
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public boolean needsRequest() {
        return !control;
    }

    @Override
    public void open(Link link) {
        Mapping former = link.replaced(Direction.UPSTREAM) instanceof MappedStage stage ? stage.mapping() : null;
        Mapping mapping = new Mapping(link, idleNanos, onExpiry, former);
        for (Direction direction : Direction.values()) {
            link.install(direction, new MappedStage(link, direction, mapping, refresh.covers(direction), control));
        }
        mapping.begin();
    }
}

package dev.flatline.chaos.junit;

import dev.flatline.chaos.control.ProxyHub;
import dev.flatline.chaos.control.TimeToLive;
import dev.flatline.chaos.control.ToxicView;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.ToxicTypes;
import dev.flatline.chaos.toxic.Values;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A toxic that is not on yet. All methods but {@link #add} return this builder; what they do not accept is an
 * IllegalArgumentException that says what they do.
 */
public final class ToxicBuilder {

    private final ProxyRun run;
    private final ToxicType type;
    private Values values;
    private @Nullable String name;
    private Stream stream;
    private double toxicity = 1;
    private Target target = Target.EVERYONE;
    private @Nullable Duration ttl;

    ToxicBuilder(ProxyRun run, String typeName) {
        this.run = run;
        this.type = ToxicTypes.named(typeName)
                .orElseThrow(() -> new IllegalArgumentException("toxic: '" + typeName + "', accepted is one of "
                        + String.join(
                                ", ",
                                ToxicTypes.all().stream().map(ToxicType::name).toList())));
        this.values = type.defaults();
        this.stream = type.stream();
    }

    /** Its name, unique on the proxy; if nothing is said that of its type, with a number if it is taken. */
    public ToxicBuilder named(String newName) {
        if (newName.isBlank()) {
            throw new IllegalArgumentException("name: '" + newName + "', accepted is a text");
        }
        name = newName;
        return this;
    }

    /** The directions that it is on; if nothing is said those of its type. */
    public ToxicBuilder stream(Stream newStream) {
        stream = newStream;
        return this;
    }

    /** The share of the connections that it hits, 0 to 1: 1 if nothing is said. */
    public ToxicBuilder toxicity(double share) {
        toxicity = ToxicHandle.checkedShare(share);
        return this;
    }

    /**
     * One more condition that a connection must meet to be hit.
     *
     * @param key {@code group}, {@code client}, {@code address}, {@code path}, {@code query}, {@code subprotocol}, {@code
     *     header} or {@code nth}
     * @param value such as {@code /chat/*} for a path; a leading {@code !} turns it round
     */
    public ToxicBuilder target(String key, String value) {
        target = target.and(key, value);
        return this;
    }

    /** Whose connections it is about, instead of what was said before. */
    public ToxicBuilder target(Target clients) {
        target = clients;
        return this;
    }

    /** The value of an attribute; may be a Duration if its unit is milliseconds. */
    public ToxicBuilder with(String attribute, Object value) {
        values = Attributes.with(type, values, attribute, value);
        return this;
    }

    /** It is taken off after that time, from 1 ms; if nothing is said it stays until it is removed or its test is over. */
    public ToxicBuilder ttl(Duration time) {
        if (time.toMillis() < 1) {
            throw new IllegalArgumentException("ttl: " + time + ", accepted is 1 ms or more");
        }
        ttl = time;
        return this;
    }

    /** Puts it on, behind the others, on connections that stand and on new ones. */
    public ToxicHandle add() {
        ProxyHub hub = run.hub();
        String proxy = run.definition().name();
        String unique = name == null ? freeName(hub.proxy(proxy).toxics()) : name;
        NamedToxic toxic = new NamedToxic(unique, stream, toxicity, target, values.toxic());
        TimeToLive stay = ttl == null ? null : new TimeToLive(ttl.toNanos(), hub.nanoTime() + ttl.toNanos());
        run.done(() -> hub.toxics(proxy).add(new ToxicView(toxic, stream.word(), stay)));
        return new ToxicHandle(run, unique);
    }

    private String freeName(List<ToxicView> taken) {
        List<String> names = taken.stream().map(ToxicView::name).toList();
        String free = type.name();
        for (int number = 2; names.contains(free); number++) {
            free = type.name() + "_" + number;
        }
        return free;
    }
}

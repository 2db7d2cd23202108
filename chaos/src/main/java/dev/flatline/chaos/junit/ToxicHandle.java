package dev.flatline.chaos.junit;

import dev.flatline.chaos.control.ToxicChanges;
import dev.flatline.chaos.control.ToxicUpdate;
import dev.flatline.chaos.ledger.Injection;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A toxic on a proxy. A change has reached every connection when its method returns. Thread-safe. */
public final class ToxicHandle {

    private final ProxyRun run;
    private final String name;

    ToxicHandle(ProxyRun run, String name) {
        this.run = run;
        this.name = name;
    }

    /** Its name on the proxy, and in the ledger. */
    public String name() {
        return name;
    }

    /** Whether it is on: not removed, and its time to live is not over. */
    public boolean isOn() {
        return run.view().toxics().stream().anyMatch(toxic -> toxic.name().equals(name));
    }

    /**
     * Gives an attribute another value, on connections that stand, too.
     *
     * @throws IllegalArgumentException if that is none of its values; says what is accepted
     * @throws IllegalStateException if it is not on any more
     */
    public ToxicHandle update(String attribute, Object value) {
        return change(toxic -> {
            ToxicType type = toxic.toxic().type();
            Values values = Attributes.with(type, toxic.toxic().values(), attribute, value);
            return new NamedToxic(name, toxic.stream(), toxic.toxicity(), toxic.target(), type.create(values));
        });
    }

    /** Hits another share of the connections: a larger one hits those of the smaller one, and more. */
    public ToxicHandle toxicity(double share) {
        checkedShare(share);
        return change(toxic -> new NamedToxic(name, toxic.stream(), share, toxic.target(), toxic.toxic()));
    }

    /** Takes it off; does nothing if it is off. What it held back goes on. */
    public void remove() {
        if (isOn()) {
            run.done(() -> changes().remove(name, toxic -> true));
        }
    }

    /** The connections that toxics of its name have hit in this test, each once. */
    public List<Injection> hits() {
        return new ProxyLedger(run, run.service()).hits(name);
    }

    /** Their numbers, as in {@link dev.flatline.chaos.control.ConnectionInfo#number}. */
    public Set<Long> connectionsHit() {
        return ProxyLedger.numbers(hits());
    }

    private ToxicHandle change(UnaryOperator<NamedToxic> change) {
        run.done(() -> changes()
                .update(name, toxic -> true, toxic -> ToxicUpdate.to(toxic.with(change.apply(toxic.toxic())))));
        return this;
    }

    private ToxicChanges changes() {
        return run.hub().toxics(run.definition().name());
    }

    static double checkedShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("toxicity: " + share + ", accepted is 0 to 1");
        }
        return share;
    }

    @Override
    public String toString() {
        return "toxic '" + name + "' on " + run;
    }
}

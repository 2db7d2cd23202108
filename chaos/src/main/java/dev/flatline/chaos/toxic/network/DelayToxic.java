package dev.flatline.chaos.toxic.network;

import dev.flatline.chaos.toxic.DirectionalToxic;
import dev.flatline.chaos.toxic.LineStage;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.line.ConstantDelay;
import dev.flatline.core.fault.line.Correlation;
import dev.flatline.core.fault.line.DelayDistribution;
import dev.flatline.core.fault.line.DelayLine;
import dev.flatline.core.fault.line.ExponentialDelay;
import dev.flatline.core.fault.line.LogNormalDelay;
import dev.flatline.core.fault.line.NormalDelay;
import dev.flatline.core.fault.line.ParetoDelay;
import dev.flatline.core.fault.line.ParetoNormalDelay;
import dev.flatline.core.fault.line.UniformDelay;
import java.util.List;

/** Latency of many shapes, with netem's distributions and correlation. Order is kept. */
public final class DelayToxic implements DirectionalToxic {

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.own(
                    "delay", "delays bytes by a distribution, in order", Stream.DOWNSTREAM)
            .word(
                    "distribution",
                    "normal",
                    List.of("constant", "uniform", "normal", "pareto", "paretonormal", "lognormal", "exponential"),
                    "constant, uniform, normal, pareto, paretonormal, lognormal or exponential")
            .real("mean", 100, "milliseconds, 0 to 86400000")
            .real("jitter", 0, "milliseconds: half the width (uniform), sigma (normal), scale (pareto, paretonormal)")
            .real("sigma", 0.5, "of the logarithm, 0 to 5 (lognormal)")
            .real("floor", 0, "milliseconds, the least delay, at most the mean (exponential)")
            .real("correlation", 0, "how much a delay takes after the one before it, 0 to 1")
            .make(DelayToxic::new);

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double DAY_MILLIS = 86_400_000;

    private final Values values;
    private final DelayLine model;

    private DelayToxic(Values values) {
        this.values = values;
        this.model = new DelayLine(distribution(values), new Correlation(values.real("correlation", 0, 1)));
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public Stage stage(Link link, Direction direction) {
        return LineStage.of(link, direction, link.outlet(direction), model);
    }

    private static DelayDistribution distribution(Values values) {
        long mean = nanos(values, "mean");
        long jitter = nanos(values, "jitter");
        return switch (values.text("distribution")) {
            case "constant" -> new ConstantDelay(mean);
            case "uniform" -> new UniformDelay(mean, jitter);
            case "pareto" -> new ParetoDelay(mean, jitter);
            case "paretonormal" -> new ParetoNormalDelay(mean, jitter);
            case "lognormal" -> LogNormalDelay.ofMean(mean, values.real("sigma", 0, 5));
            case "exponential" -> new ExponentialDelay(nanos(values, "floor"), mean);
            default -> new NormalDelay(mean, jitter);
        };
    }

    private static long nanos(Values values, String attribute) {
        return Math.round(values.real(attribute, 0, DAY_MILLIS) * NANOS_PER_MILLI);
    }
}

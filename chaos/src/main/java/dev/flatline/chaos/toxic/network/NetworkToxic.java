package dev.flatline.chaos.toxic.network;

import dev.flatline.chaos.toxic.LineStage;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Outlet;
import dev.flatline.chaos.toxic.SeriesStage;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.Impairment;
import dev.flatline.core.fault.line.LineModel;
import dev.flatline.core.fault.network.NetworkProfile;
import dev.flatline.core.fault.network.NetworkProfiles;
import dev.flatline.core.fault.network.Outage;
import dev.flatline.core.fault.network.Outages;
import dev.flatline.core.time.Alarm;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A network by name: what its bytes go through each way, and when nothing passes. */
public final class NetworkToxic implements Toxic {

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.own(
                    "network", "makes a connection as bad as a network is", Stream.BOTH)
            .word(
                    "profile",
                    "3g",
                    NetworkProfiles.all().stream().map(NetworkProfile::name).toList(),
                    "the network's name")
            .make(NetworkToxic::new);

    private final Values values;
    private final NetworkProfile profile;

    private NetworkToxic(Values values) {
        this.values = values;
        this.profile = NetworkProfiles.named(values.text("profile"));
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public void open(Link link) {
        List<LineStage> gates = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            if (link.stream().covers(direction)) {
                LineStage gate = LineStage.whole(link, direction, link.outlet(direction));
                gates.add(gate);
                link.install(direction, new SeriesStage(stages(link, direction, gate)));
            }
        }
        profile.outages().forEach(outages -> new Rhythm(link, gates, outages).begin());
    }

    private List<Stage> stages(Link link, Direction direction, LineStage gate) {
        List<Stage> stages = new ArrayList<>();
        stages.add(gate);
        Outlet next = gate;
        List<LineModel> models = profile.lines(direction);
        for (int i = models.size() - 1; i >= 0; i--) {
            LineStage stage = LineStage.of(link, direction, next, models.get(i));
            stages.add(0, stage);
            next = stage;
        }
        return stages;
    }

    /** The outages of one connection: both directions freeze together. */
    private static final class Rhythm {
        private final Link link;
        private final List<LineStage> gates;
        private final Outages outages;
        private final RandomGenerator random;
        private @Nullable Alarm alarm;

        Rhythm(Link link, List<LineStage> gates, Outages outages) {
            this.link = link;
            this.gates = gates;
            this.outages = outages;
            this.random = link.random(Direction.UPSTREAM);
        }

        void begin() {
            link.onRemoved(why -> stop());
            await(outages.first(link.timers().nanoTime(), random));
        }

        private void await(Outage outage) {
            after(outage.beginNanos(), () -> freeze(outage));
        }

        private void freeze(Outage outage) {
            long sinceNanos = link.timers().nanoTime();
            double askedMillis = (outage.endNanos() - outage.beginNanos()) / 1e6;
            link.injected(null, "outage", askedMillis, Double.NaN);
            gates.forEach(gate -> gate.impair(Impairment.HOLD));
            after(outage.endNanos(), () -> {
                gates.forEach(gate -> gate.impair(Impairment.NONE));
                link.wake(Direction.UPSTREAM);
                link.wake(Direction.DOWNSTREAM);
                double lasted = (link.timers().nanoTime() - sinceNanos) / 1e6;
                link.injected(null, "outage_over", askedMillis, lasted);
                await(outages.next(outage, random));
            });
        }

        private void after(long atNanos, Runnable task) {
            alarm = link.timers().after(atNanos - link.timers().nanoTime(), task);
        }

        private void stop() {
            if (alarm != null) {
                alarm.cancel();
            }
        }
    }
}

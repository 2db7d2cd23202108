package dev.flatline.scenarios.file;

import dev.flatline.chaos.ToxicFaults;
import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.Plain;
import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.scenarios.AbortRule;
import dev.flatline.scenarios.GeneratorBounds;
import dev.flatline.scenarios.InjectMode;
import dev.flatline.scenarios.OneDialect;
import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.TargetPlan;
import dev.flatline.scenarios.file.YamlValue.Mapping;
import dev.flatline.scenarios.objective.Objective;
import dev.flatline.server.ServerOptions;
import dev.flatline.server.options.IdentityOptions;
import java.util.List;
import java.util.Optional;

/** From the text of a scenario file to a {@link Scenario}. */
public final class ScenarioReader {

    private static final int SHOWN = 5;

    private ScenarioReader() {}

    /**
     * Reads a scenario.
     *
     * @param source what mistakes call the file
     * @param settings put over the file, in order
     * @throws dev.flatline.scenarios.FlatlineException one line per mistake, up to five
     */
    public static Scenario read(String text, String source, List<Setting> settings) {
        return read(text, source, settings, SHOWN);
    }

    /** The same with another limit on the mistakes that are shown. */
    static Scenario read(String text, String source, List<Setting> settings, int mostShown) {
        YamlValue document = YamlParser.file(text, source);
        if (!(document instanceof Mapping mapping)) {
            throw Problems.fatal(document.origin(), "found " + document.kind() + "; accepted: the keys of a scenario");
        }
        Overrides.apply(mapping, settings);
        Problems problems = new Problems();
        Section root = new Section(null, "", mapping, problems, Keys.ROOT);
        Optional<Scenario> scenario = read(root);
        problems.throwIfAny(source, mostShown);
        return scenario.orElseThrow();
    }

    /** What no client of a run can say or use is refused, not ignored. */
    private static Optional<ServerOptions> server(Section section, Dialect spoken) {
        Optional<ServerOptions> server = ServerReader.read(section, spoken);
        server.ifPresent(found -> {
            ServerOptions plain = ServerOptions.defaults();
            refuse(section, "identity", found.identity().source() != IdentityOptions.Source.FIRST_MESSAGE);
            refuse(section, "resume", found.resume().equals(plain.resume()));
        });
        return server;
    }

    /** A server speaks what the first of its clients speak. */
    private static Dialect spoken(Optional<LoadPlan> load) {
        return load.<Dialect>map(plan -> plan.groups().get(0).client().dialect())
                .orElse(Plain.DIALECT);
    }

    /** Servers of others may speak several; one of ours speaks one. */
    private static void checkDialects(Section root, Section server, LoadPlan load, ServerOptions ours) {
        OneDialect.problemAmong(load)
                .ifPresentOrElse(
                        problem -> root.reject("clients", problem),
                        () -> OneDialect.problemWith(ours.dialect(), load)
                                .ifPresent(problem -> server.reject("dialect", problem)));
    }

    private static void refuse(Section server, String key, boolean unused) {
        if (!unused) {
            server.reject(key, "goes with flatline serve; the clients of a run cannot use it; accepted: leave it out");
        }
    }

    /** Servers that the run starts are behind its proxy, and are all that its clients connect to. */
    private static void refuseBesideReplicas(Section root, Optional<TargetPlan> targets, Optional<InjectMode> inject) {
        if (targets.filter(plan -> !plan.targets().isEmpty()).isPresent()) {
            root.reject("targets", "found targets beside a server that the run starts; accepted: one or the other");
        }
        if (inject.filter(mode -> mode == InjectMode.CLIENT).isPresent()) {
            root.reject(
                    "inject",
                    "found 'client' with a server that the run starts; accepted: proxy, which shares the"
                            + " clients out over its replicas");
        }
    }

    private static Optional<Scenario> read(Section root) {
        Optional<String> name = root.required("name", Words::name);
        Optional<String> description = root.optional("description", "", text -> text);
        Optional<Long> seed = root.optional("seed", "1", Words::seed);
        Optional<Long> duration = root.required("duration", Words::positiveNanos);
        boolean launched = ReplicasReader.isMeant(root);
        Optional<ReplicaPlan> replicas = launched ? ReplicasReader.read(root) : Optional.empty();
        Optional<Section> embedded = launched ? Optional.empty() : Optional.of(root.child("server", Keys.SERVER));
        Optional<LoadPlan> load = ClientsReader.read(root);
        Optional<ServerOptions> server =
                embedded.map(section -> server(section, spoken(load))).orElse(Optional.of(ServerOptions.defaults()));
        FaultPlan faults = TimelineReader.read(root, duration, replicas);
        Optional<InjectMode> inject = root.optional("inject", "proxy", Words.oneOf(Words.named(InjectMode.values())));
        Optional<AbortRule> abort = AbortReader.read(root);
        Section own = root.child("generator", Keys.GENERATOR);
        Optional<TargetPlan> targets = TargetsReader.read(root, own, replicas);
        boolean ours = !launched && targets.filter(TargetPlan::isForeign).isEmpty();
        if (load.isPresent() && server.isPresent() && ours) {
            checkDialects(root, embedded.orElseThrow(), load.orElseThrow(), server.orElseThrow());
        }
        if (launched) {
            refuseBesideReplicas(root, targets, inject);
        }
        if (inject.filter(mode -> mode == InjectMode.CLIENT).isPresent() && ToxicFaults.losePackets(faults)) {
            root.reject(
                    "inject",
                    "found 'client' with half_open in mode kernel; accepted: proxy, which leaves the clients"
                            + " their sockets and so their kernel's own limits");
        }
        Optional<GeneratorBounds> generator = GeneratorReader.read(own);
        List<Objective> objectives =
                ObjectivesReader.read(root, new ObjectivesReader.Asked(load, faults, replicas, duration));
        return root.build(() -> new Scenario(
                name.orElseThrow(),
                description.orElseThrow(),
                seed.orElseThrow(),
                duration.orElseThrow(),
                server.orElseThrow(),
                load.orElseThrow(),
                targets.orElseThrow(),
                faults,
                inject.orElseThrow(),
                abort.orElseThrow(),
                objectives,
                generator.orElseThrow(),
                YamlText.of(root.resolved())));
    }
}

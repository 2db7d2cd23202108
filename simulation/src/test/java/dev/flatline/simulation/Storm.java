package dev.flatline.simulation;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.Plain;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.DetectorKind;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ChurnPlan;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.load.PoissonArrivals;
import dev.flatline.core.measure.MeterPlan;
import dev.flatline.core.measure.RunRecorder;
import dev.flatline.core.reconnect.ExponentialBackoff;
import dev.flatline.core.reconnect.Jitter;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.time.VirtualTime;
import java.util.List;
import java.util.Optional;

/** A small reconnect storm, with the parts that a test wants to change. */
final class Storm {

    static final HeartbeatRule CLIENT_RULE =
            HeartbeatRule.pinging(Activity.PONGS, SECONDS.toNanos(2), SECONDS.toNanos(2), 0);
    static final HeartbeatRule SERVER_RULE =
            HeartbeatRule.idle(Activity.ANY_BYTES, SECONDS.toNanos(6), SECONDS.toNanos(1));

    int clients = 200;
    double arrivalsPerSecond = 100;
    HeartbeatRule clientRule = CLIENT_RULE;
    HeartbeatRule serverRule = SERVER_RULE;
    Dialect dialect = Plain.DIALECT;
    DetectorKind detector = DetectorKind.DEFAULT;
    MessagePlan messages = new MessagePlan(SECONDS.toNanos(5), 64);
    ChurnPlan churn = ChurnPlan.NONE;
    int maxAttempts = ExponentialBackoff.UNLIMITED;
    List<ScheduledFault> faults = List.of(
            new ScheduledFault(0, new Fault.Blackhole(), SECONDS.toNanos(15), SECONDS.toNanos(10), 0.5),
            new ScheduledFault(1, new Fault.ServerRestart(), SECONDS.toNanos(45), SECONDS.toNanos(2), 1));

    /** What a run of this storm leaves in memory. */
    record Run(RunRecorder recorder, StringBuilder journal, StringBuilder ledger) {}

    Run run(long seed, long seconds) {
        VirtualTime time = new VirtualTime();
        StringBuilder journal = new StringBuilder();
        StringBuilder ledger = new StringBuilder();
        RunRecorder recorder = new RunRecorder(
                new MeterPlan(plan(seed).load(), time.nanoTime(), Optional.of(serverRule), true),
                journal::append,
                ledger::append,
                1_000_000);
        new Simulation(plan(seed), time, recorder.events()).start();
        time.advance(SECONDS.toNanos(seconds));
        return new Run(recorder, journal, ledger);
    }

    private SimulationPlan plan(long seed) {
        ExponentialBackoff backoff = new ExponentialBackoff(
                MILLISECONDS.toNanos(500),
                2,
                SECONDS.toNanos(10),
                Jitter.FULL,
                ExponentialBackoff.Cap.BEFORE_JITTER,
                maxAttempts);
        ClientPlan client = ClientPlan.plain(clientRule, backoff, SECONDS.toNanos(10))
                .withDialect(dialect)
                .withMessages(messages)
                .withChurn(churn);
        return new SimulationPlan(
                new Seeds(seed),
                LoadPlan.of(clients, new PoissonArrivals(arrivalsPerSecond), client),
                serverRule,
                dialect,
                detector,
                new FaultPlan(faults),
                NetworkModel.LOOPBACK);
    }
}

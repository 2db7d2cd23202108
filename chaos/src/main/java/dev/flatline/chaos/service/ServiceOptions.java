package dev.flatline.chaos.service;

import dev.flatline.chaos.ProxyLimits;
import dev.flatline.chaos.control.Compat;
import dev.flatline.chaos.control.HubOptions;
import dev.flatline.chaos.control.http.ControlOptions;
import dev.flatline.chaos.kernel.PacketLoss;
import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.chaos.target.IdentitySource;
import dev.flatline.wire.TransportKind;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ChaosService} is made of.
 *
 * @param control where its API listens; null for no API, for proxies that only their own process controls
 * @param hub what it bears, and whose behaviour it has
 * @param transport how it speaks TCP
 * @param loops number of event loops, from 1
 * @param seed what all random draws are made of: the same seed, the same draws
 * @param limits what a proxy holds and waits for at most
 * @param ledger what is written down
 * @param keepAlive whether the kernel probes idle sockets; a strict service always does, as Toxiproxy
 * @param identity where an upgrade request says who its client is, for draws and the ledger
 * @param packets who can have the kernel drop packets; stays the caller's, who closes it after the service
 */
public record ServiceOptions(
        @Nullable ControlOptions control,
        HubOptions hub,
        TransportKind transport,
        int loops,
        long seed,
        ProxyLimits limits,
        LedgerOptions ledger,
        boolean keepAlive,
        IdentitySource identity,
        PacketLoss packets) {

    /**
     * What is written down of what toxics do.
     *
     * @param capacity how many injections are kept for readers, from 1
     * @param delays whether each delayed chunk is, or only counted
     * @param file where all go, too; null for nowhere
     */
    public record LedgerOptions(
            int capacity, boolean delays, @Nullable Path file) {

        /** 131,072 injections; delays are counted; no file. */
        public static final LedgerOptions DEFAULT = new LedgerOptions(Ledger.DEFAULT_CAPACITY, false, null);
    }

    /** Checks the ranges. */
    public ServiceOptions {
        if (loops < 1) {
            throw new IllegalArgumentException("loops: " + loops + ", accepted is 1 or more");
        }
    }

    /** An API on Toxiproxy's port, a loop, the usual limits. */
    public static ServiceOptions defaults() {
        return new ServiceOptions(
                ControlOptions.defaults(),
                HubOptions.defaults(),
                TransportKind.AUTO,
                1,
                0,
                ProxyLimits.DEFAULT,
                LedgerOptions.DEFAULT,
                false,
                IdentitySource.NONE,
                PacketLoss.NONE);
    }

    /** No API. */
    public ServiceOptions inProcess() {
        return new ServiceOptions(null, hub, transport, loops, seed, limits, ledger, keepAlive, identity, packets);
    }

    /** An API elsewhere. */
    public ServiceOptions with(ControlOptions other) {
        return new ServiceOptions(other, hub, transport, loops, seed, limits, ledger, keepAlive, identity, packets);
    }

    /** Another seed. */
    public ServiceOptions withSeed(long other) {
        return new ServiceOptions(control, hub, transport, loops, other, limits, ledger, keepAlive, identity, packets);
    }

    /** Another number of event loops. */
    public ServiceOptions withLoops(int other) {
        return new ServiceOptions(control, hub, transport, other, seed, limits, ledger, keepAlive, identity, packets);
    }

    /** Other limits. */
    public ServiceOptions with(ProxyLimits other) {
        return new ServiceOptions(control, hub, transport, loops, seed, other, ledger, keepAlive, identity, packets);
    }

    /** Another ledger. */
    public ServiceOptions with(LedgerOptions other) {
        return new ServiceOptions(control, hub, transport, loops, seed, limits, other, keepAlive, identity, packets);
    }

    /** Another behaviour where Toxiproxy's is a defect. */
    public ServiceOptions with(Compat compat) {
        return new ServiceOptions(
                control, hub.with(compat), transport, loops, seed, limits, ledger, keepAlive, identity, packets);
    }

    /** With or without probes of idle sockets. */
    public ServiceOptions keepingAlive(boolean yes) {
        return new ServiceOptions(control, hub, transport, loops, seed, limits, ledger, yes, identity, packets);
    }

    /** Another place where clients say who they are. */
    public ServiceOptions with(IdentitySource other) {
        return new ServiceOptions(control, hub, transport, loops, seed, limits, ledger, keepAlive, other, packets);
    }

    /** Another hub. */
    public ServiceOptions with(HubOptions other) {
        return new ServiceOptions(control, other, transport, loops, seed, limits, ledger, keepAlive, identity, packets);
    }

    /** Somebody else who can have the kernel drop packets. */
    public ServiceOptions with(PacketLoss other) {
        return new ServiceOptions(control, hub, transport, loops, seed, limits, ledger, keepAlive, identity, other);
    }
}

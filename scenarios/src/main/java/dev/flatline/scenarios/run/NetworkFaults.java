package dev.flatline.scenarios.run;

import dev.flatline.chaos.ClientInjector;
import dev.flatline.chaos.FaultProxy;
import dev.flatline.core.fault.FaultPort;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.scenarios.shard.NetworkLimits;
import java.util.List;

/** Who does the faults of the network in a run, and what it met with. */
interface NetworkFaults extends FaultPort {

    /** Nobody: nothing in the timeline asks for it. */
    NetworkFaults NONE = new NetworkFaults() {
        @Override
        public void begin(ScheduledFault fault) {
            throw new IllegalStateException("nobody to do " + fault);
        }

        @Override
        public void end(ScheduledFault fault) {
            throw new IllegalStateException("nobody to undo " + fault);
        }
    };

    /** How often this machine had no descriptor or port left for what a fault needs. */
    default long resourceFailures() {
        return 0;
    }

    /** How often a delayed direction held so much that its sender was paused. */
    default long delayedPauses() {
        return 0;
    }

    /** How often a dead connection could not be kept from the server's knowledge, because too many were. */
    default long ghostOverflows() {
        return 0;
    }

    /** All of these. */
    default NetworkLimits limits() {
        return new NetworkLimits(resourceFailures(), delayedPauses(), ghostOverflows());
    }

    /** Several do them, each to the connections that it has. Begun and ended in this order. */
    static NetworkFaults all(List<NetworkFaults> parts) {
        return new NetworkFaults() {
            @Override
            public void begin(ScheduledFault fault) {
                parts.forEach(part -> part.begin(fault));
            }

            @Override
            public void end(ScheduledFault fault) {
                parts.forEach(part -> part.end(fault));
            }

            @Override
            public long resourceFailures() {
                return parts.stream().mapToLong(NetworkFaults::resourceFailures).sum();
            }

            @Override
            public long delayedPauses() {
                return parts.stream().mapToLong(NetworkFaults::delayedPauses).sum();
            }

            @Override
            public long ghostOverflows() {
                return parts.stream().mapToLong(NetworkFaults::ghostOverflows).sum();
            }
        };
    }

    /** A proxy does them. */
    static NetworkFaults of(FaultProxy proxy) {
        return new NetworkFaults() {
            @Override
            public void begin(ScheduledFault fault) {
                proxy.begin(fault);
            }

            @Override
            public void end(ScheduledFault fault) {
                proxy.end(fault);
            }

            @Override
            public long resourceFailures() {
                return proxy.resourceFailures();
            }

            @Override
            public long delayedPauses() {
                return proxy.delayedPauses();
            }
        };
    }

    /** They are done in the clients' own way. */
    static NetworkFaults of(ClientInjector injector) {
        return new NetworkFaults() {
            @Override
            public void begin(ScheduledFault fault) {
                injector.begin(fault);
            }

            @Override
            public void end(ScheduledFault fault) {
                injector.end(fault);
            }

            @Override
            public long resourceFailures() {
                return injector.resourceFailures();
            }

            @Override
            public long delayedPauses() {
                return injector.delayedPauses();
            }

            @Override
            public long ghostOverflows() {
                return injector.ghostOverflows();
            }
        };
    }
}

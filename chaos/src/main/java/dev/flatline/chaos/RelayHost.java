package dev.flatline.chaos;

import dev.flatline.chaos.kernel.PacketPath;
import dev.flatline.chaos.target.ConnectionFacts;
import dev.flatline.chaos.target.IdentitySource;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.time.Timers;
import java.util.List;

/** What a {@link Relay} asks of its surroundings. Confined to the event loop. */
interface RelayHost {

    Timers timers();

    ProxyLimits limits();

    /** The room that all flows share for what is delayed. */
    DelayRoom room();

    Seeds seeds();

    /** Counts what goes through. */
    Traffic traffic();

    /** Whether the proxy does as Toxiproxy does where that is a defect. */
    boolean strict();

    /** Where an upgrade request says who its client is. */
    IdentitySource identity();

    /** Whether a {@code reset_peer} is in force, whomever it hits. */
    boolean resetsWhatIsNew();

    /** Whether upgrade requests and frames are looked at as they pass. */
    boolean follows();

    /** Whether a toxic may hit a connection only because of its upgrade request. */
    boolean drawsByRequest(Applied applied);

    /** Whether a new connection's upgrade request is to be read before anything is done with it. */
    boolean waitsForRequest();

    /** The toxics in force that hit this connection, in their order. */
    List<Applied> on(ConnectionFacts connection);

    /** Has the kernel drop packets for a toxic, until {@link #restorePackets} or the toxic's end. */
    void losePackets(Applied applied, List<PacketPath> paths);

    /** They pass again, as far as that toxic is concerned. */
    void restorePackets(Applied applied, List<PacketPath> paths);

    /** Starts to connect to the upstream. */
    Leg dial(Relay relay);

    /** The relay has closed both its sockets and holds nothing. */
    void closed(Relay relay);
}

package dev.flatline.chaos.kernel;

import java.util.Collection;
import java.util.Optional;

/**
 * Who can have the kernel drop the packets of single connections. May be used from any thread; {@link #lose}, {@link #restore}
 * and {@link #over} return at once, and take effect within a moment, in the order of the calls.
 */
public interface PacketLoss {

    /** Nobody: where nothing would be put back, no packet is dropped. */
    PacketLoss NONE = refused(
            "mode kernel drops packets in this machine's kernel, and nobody here would put that back; accepted: a"
                    + " run, or flatline proxy, or the modes drop, freeze and discard");

    /**
     * Why packets cannot be dropped here, and what helps, in a line; empty if they can. The first call finds out, and may take
     * some tens of milliseconds; what is found is kept.
     */
    Optional<String> refusal();

    /**
     * From now on packets on these paths are dropped where they arrive.
     *
     * @param owner who wants it: equal to itself alone
     */
    void lose(Object owner, Collection<PacketPath> paths);

    /** That owner does not want it any more; they pass again if no other does. */
    void restore(Object owner, Collection<PacketPath> paths);

    /** An owner wants nothing any more, of those connections too that have gone meanwhile. */
    void over(Object owner);

    /** One who drops nothing, for a reason. */
    static PacketLoss refused(String reason) {
        return new PacketLoss() {
            @Override
            public Optional<String> refusal() {
                return Optional.of(reason);
            }

            @Override
            public void lose(Object owner, Collection<PacketPath> paths) {}

            @Override
            public void restore(Object owner, Collection<PacketPath> paths) {}

            @Override
            public void over(Object owner) {}
        };
    }
}

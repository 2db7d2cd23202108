package dev.flatline.chaos.toxic;

/**
 * What a fault does to a connection: immutable data, and how it is put on. One object serves all connections and event
 * loops. {@code CREATING_TOXICS.md} shows how to add one.
 */
public interface Toxic {

    /** Its attributes, every one of the type's. */
    Values values();

    /** Its type, which names and describes its attributes. */
    default ToxicType type() {
        return values().type();
    }

    /**
     * Puts it on a connection that it hits: installs stages, sets alarms, or decides what becomes of a new connection.
     * Called on the connection's event loop, before anything is felt, and again when the toxic is updated.
     */
    void open(Link link);

    /** Whether connections that stand are hit as well as new ones. */
    default boolean hitsStanding() {
        return true;
    }

    /** Whether a connection under it, in both directions, is cut off from the world: no end passes, nothing is dialled. */
    default boolean silences() {
        return false;
    }

    /** Whether a connection that it hits, in one direction or both, is of no use from then on or while it lasts. */
    default boolean disables() {
        return silences();
    }

    /** Whether it has the kernel drop packets, which is not possible everywhere. */
    default boolean losesPackets() {
        return false;
    }

    /** Whether a new connection waits for its upgrade request to be read before it is asked. */
    default boolean needsRequest() {
        return false;
    }
}

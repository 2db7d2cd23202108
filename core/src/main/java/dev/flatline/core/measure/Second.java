package dev.flatline.core.measure;

/**
 * One second of a run: a row of {@code timeline.csv}.
 *
 * @param second its number, from 0
 * @param open clients whose connection was open at its end
 * @param serverOpen connections the server held at its end; {@link #UNSEEN} on a foreign server
 * @param ghosts of those, the ones whose client was gone; likewise
 * @param attempts connects begun, first ones and retries
 * @param opened connects that succeeded
 * @param failed connects that failed
 * @param lost open connections that ended
 * @param heartbeats pings of clients that were answered
 * @param messages messages that were answered, and those that others sent and that arrived
 */
public record Second(
        int second,
        int open,
        int serverOpen,
        int ghosts,
        long attempts,
        long opened,
        long failed,
        long lost,
        long heartbeats,
        long messages) {

    /** What nobody sees: not zero. */
    public static final int UNSEEN = -1;
}

package dev.flatline.wire;

/**
 * How much a peer may send in one piece; what is beyond is refused with close code 1009. One instance serves any number
 * of connections.
 *
 * @param maxFrameBytes payload of one frame, from 125 (a control frame must fit)
 * @param maxMessageBytes payload of one message, all fragments together, from 125
 */
public record FrameLimits(int maxFrameBytes, int maxMessageBytes) {

    /** 1 MiB a frame, 16 MiB a message. */
    public static final FrameLimits DEFAULT = new FrameLimits(1 << 20, 1 << 24);

    public FrameLimits {
        check("maxFrameBytes", maxFrameBytes);
        check("maxMessageBytes", maxMessageBytes);
    }

    private static void check(String name, int value) {
        if (value < FrameHeader.MAX_CONTROL_PAYLOAD) {
            throw new IllegalArgumentException(
                    name + ": " + value + ", accepted is " + FrameHeader.MAX_CONTROL_PAYLOAD + " or more");
        }
    }
}

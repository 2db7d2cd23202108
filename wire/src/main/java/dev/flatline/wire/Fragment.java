package dev.flatline.wire;

/** What a fragment of a message says it is: its first one names the kind, the others continue it. */
public enum Fragment {
    TEXT(Opcode.TEXT),
    BINARY(Opcode.BINARY),
    CONTINUATION(Opcode.CONTINUATION);

    private final int opcode;

    Fragment(int opcode) {
        this.opcode = opcode;
    }

    int first(boolean last) {
        return last ? FrameHeader.FIN | opcode : opcode;
    }
}

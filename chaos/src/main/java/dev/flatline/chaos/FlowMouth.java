package dev.flatline.chaos;

import dev.flatline.chaos.toxic.End;
import dev.flatline.chaos.toxic.Outlet;
import io.netty.buffer.ByteBuf;

/** The end of a flow, behind its last stage: the sink's socket. */
record FlowMouth(Flow flow) implements Outlet {

    @Override
    public void bytes(ByteBuf bytes, long atNanos) {
        flow.passOut(bytes);
    }

    @Override
    public void end(End end, long atNanos) {
        flow.passOut(end);
    }

    @Override
    public boolean isWritable() {
        return flow.takesMore();
    }
}

package dev.flatline.chaos;

import io.netty.buffer.ByteBuf;

/** The upstream of a relay that has not dialled it: there is nothing to close, and nothing may be written. */
enum NoLeg implements Leg {
    INSTANCE;

    @Override
    public void write(ByteBuf bytes) {
        bytes.release();
        throw new IllegalStateException("the upstream is not dialled");
    }

    @Override
    public void flush() {}

    @Override
    public boolean isWritable() {
        return false;
    }

    @Override
    public void finish() {
        throw new IllegalStateException("the upstream is not dialled");
    }

    @Override
    public void reset() {}

    @Override
    public void close() {}

    @Override
    public void reading(boolean on) {}
}

package dev.flatline.wire;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledHeapByteBuf;

/** Knows how many bytes of buffers are held now and at most were held at one time, growth by copying included. */
final class PeakAllocator extends AbstractByteBufAllocator {

    private long heldBytes;
    private long peakBytes;

    PeakAllocator() {
        super(false);
    }

    long heldBytes() {
        return heldBytes;
    }

    long peakBytes() {
        return peakBytes;
    }

    void forgetPeak() {
        peakBytes = heldBytes;
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        return new UnpooledHeapByteBuf(this, initialCapacity, maxCapacity) {
            @Override
            protected byte[] allocateArray(int length) {
                heldBytes += length;
                peakBytes = Math.max(peakBytes, heldBytes);
                return super.allocateArray(length);
            }

            @Override
            protected void freeArray(byte[] array) {
                heldBytes -= array.length;
                super.freeArray(array);
            }
        };
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        return newHeapBuffer(initialCapacity, maxCapacity);
    }

    @Override
    public boolean isDirectBufferPooled() {
        return false;
    }
}

package dev.flatline.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every buffer is watched, and one that is collected without having been released fails the test class. */
@SuppressWarnings("deprecation") // the constructors that a factory has to call
public final class LeakWatch extends ResourceLeakDetectorFactory {

    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

    private LeakWatch() {}

    /** Call before the first buffer is made in this process. */
    public static void install() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new LeakWatch());
    }

    public static void assertNone() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            PooledByteBufAllocator.DEFAULT.buffer().release(); // reports what was collected
        }

        assertEquals(List.of(), List.copyOf(LEAKS));
    }

    @Override
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int interval, long maxActive) {
        return new Reporting<>(resource, interval);
    }

    private static final class Reporting<T> extends ResourceLeakDetector<T> {

        Reporting(Class<T> resource, int interval) {
            super(resource, interval);
        }

        @Override
        protected void reportTracedLeak(String resource, String records) {
            LEAKS.add(resource + records);
        }

        @Override
        protected void reportUntracedLeak(String resource) {
            LEAKS.add(resource);
        }
    }
}

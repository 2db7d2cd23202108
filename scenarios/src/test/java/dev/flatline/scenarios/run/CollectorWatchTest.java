package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class CollectorWatchTest {

    private final BlockingQueue<Long> pauses = new LinkedBlockingQueue<>();

    @Test
    void hearsOfACollectionOfThisProcess() throws InterruptedException {
        try (CollectorWatch watch = new CollectorWatch(ManagementFactory.getGarbageCollectorMXBeans(), pauses::add)) {
            assertNotNull(watch);
            System.gc();

            Long pause = pauses.poll(10, TimeUnit.SECONDS);

            assertTrue(pause != null && pause >= 0, () -> "pause: " + pause);
        }
    }

    @Test
    void whatIsNoCollectionIsNoPause() {
        FakeCollector collector = new FakeCollector("Copy");

        try (CollectorWatch watch = new CollectorWatch(List.of(collector), pauses::add)) {
            collector.sendNotification(new Notification("something.else", "test", 1));

            assertNotNull(watch);
            assertEquals(1, collector.listeners);
        }

        assertTrue(pauses.isEmpty());
        assertEquals(0, collector.listeners);
    }

    @Test
    void cyclesThatRunBesideTheProgramAreLeftOut() {
        assertTrue(CollectorWatch.stopsTheProgram("MarkSweepCompact"));
        assertTrue(CollectorWatch.stopsTheProgram("G1 Young Generation"));
        assertTrue(CollectorWatch.stopsTheProgram("ZGC Pauses"));
        assertFalse(CollectorWatch.stopsTheProgram("ZGC Cycles"));
        assertFalse(CollectorWatch.stopsTheProgram("G1 Concurrent GC"));
    }

    private static final class FakeCollector extends NotificationBroadcasterSupport implements GarbageCollectorMXBean {

        private final String name;
        private int listeners;

        private FakeCollector(String name) {
            this.name = name;
        }

        @Override
        public void addNotificationListener(NotificationListener listener, NotificationFilter filter, Object handback) {
            super.addNotificationListener(listener, filter, handback);
            listeners++;
        }

        @Override
        public void removeNotificationListener(NotificationListener listener) throws ListenerNotFoundException {
            super.removeNotificationListener(listener);
            listeners--;
        }

        @Override
        public long getCollectionCount() {
            return 0;
        }

        @Override
        public long getCollectionTime() {
            return 0;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public String[] getMemoryPoolNames() {
            return new String[0];
        }

        @Override
        public ObjectName getObjectName() {
            throw new UnsupportedOperationException("nobody asks");
        }
    }
}

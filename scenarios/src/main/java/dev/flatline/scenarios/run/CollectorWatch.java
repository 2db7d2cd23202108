package dev.flatline.scenarios.run;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Hears from the collectors of this process how long each collection stopped it. Cycles that run beside the program are no
 * pauses, and are left out. Pauses are told on a thread of the JVM.
 */
final class CollectorWatch implements AutoCloseable {

    private final List<NotificationEmitter> collectors;
    private final NotificationListener listener;

    /** Listens from now on to those collectors that tell. */
    CollectorWatch(List<? extends GarbageCollectorMXBean> beans, LongConsumer pauseNanos) {
        collectors = beans.stream()
                .filter(bean -> stopsTheProgram(bean.getName()))
                .filter(NotificationEmitter.class::isInstance)
                .map(NotificationEmitter.class::cast)
                .toList();
        listener = (notification, unused) -> heard(notification, pauseNanos);
        collectors.forEach(collector -> collector.addNotificationListener(listener, null, null));
    }

    /** ZGC and Shenandoah have a bean for their cycles beside the one for their pauses, G1 one for its concurrent work. */
    static boolean stopsTheProgram(String collector) {
        return !collector.contains("Cycles") && !collector.contains("Concurrent");
    }

    private static void heard(Notification notification, LongConsumer pauseNanos) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)
                && notification.getUserData() instanceof CompositeData data) {
            long millis =
                    GarbageCollectionNotificationInfo.from(data).getGcInfo().getDuration();
            pauseNanos.accept(TimeUnit.MILLISECONDS.toNanos(millis));
        }
    }

    @Override
    public void close() {
        for (NotificationEmitter collector : collectors) {
            try {
                collector.removeNotificationListener(listener);
            } catch (ListenerNotFoundException gone) {
                throw new IllegalStateException("the listener was added when this was made", gone);
            }
        }
    }
}

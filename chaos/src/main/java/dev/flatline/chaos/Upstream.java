package dev.flatline.chaos;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a proxy passes connections on to. A name is looked up when the proxy starts, and again after a dial has failed:
 * containers come back under other addresses. That lookup has a thread of its own, one at a time, because it may take
 * long. May be used from any thread.
 */
final class Upstream {

    private final String host;
    private final int port;
    private volatile InetSocketAddress address;
    private final AtomicReference<@Nullable Thread> lookup = new AtomicReference<>();

    /** Looks the name up, on the calling thread. */
    Upstream(String host, int port) {
        this.host = host;
        this.port = port;
        this.address = new InetSocketAddress(host, port);
    }

    /** The address as it was last found; unresolved if there is none. */
    InetSocketAddress address() {
        return address;
    }

    /** It could not be reached there: the name may mean another address by now. */
    void failed(Consumer<Throwable> onFailure) {
        Thread thread = new Thread(this::lookUp, "flatline-upstream-lookup");
        if (lookup.compareAndSet(null, thread)) {
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((failed, failure) -> onFailure.accept(failure));
            thread.start();
        }
    }

    private void lookUp() {
        try {
            InetSocketAddress found = new InetSocketAddress(host, port);
            if (!found.isUnresolved()) {
                address = found;
            }
        } finally {
            lookup.set(null);
        }
    }
}

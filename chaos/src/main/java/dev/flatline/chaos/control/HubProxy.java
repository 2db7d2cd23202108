package dev.flatline.chaos.control;

import dev.flatline.chaos.tls.ProxyTls;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.wire.tls.UnusableCertificateException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One proxy of a {@link ProxyHub}. What it is can be read at any time; all that changes it is called by one thread at a
 * time, in its {@link ChangeLock}.
 */
final class HubProxy {

    /** What it is; there is one only while it exists. */
    private record State(
            String listen,
            String upstream,
            ProxyTls tls,
            @Nullable RunningProxy running,
            List<ToxicView> toxics) {

        /** What is asked for, not running. */
        static State of(ProxySpec spec, List<ToxicView> toxics) {
            return new State(spec.listen(), spec.upstream(), spec.tls(), null, toxics);
        }

        State running(@Nullable RunningProxy now) {
            return new State(listen, upstream, tls, now, toxics);
        }
    }

    private final String name;
    private final DataPath path;
    private final Compat compat;
    private volatile @Nullable State state;

    HubProxy(String name, DataPath path, Compat compat) {
        this.name = name;
        this.path = path;
        this.compat = compat;
    }

    /** As it stands; null before it was made and after it was deleted. */
    @Nullable ProxyView view() {
        State now = state;
        return now == null ? null : view(now);
    }

    private ProxyView view(State now) {
        return new ProxyView(name, now.listen, now.upstream, now.running != null, now.toxics, now.tls);
    }

    /** What runs; null while it is disabled. */
    @Nullable RunningProxy running() {
        State now = state;
        return now == null ? null : now.running;
    }

    private State now() {
        State now = state;
        if (now == null) {
            throw ControlException.noProxy();
        }
        return now;
    }

    List<ToxicView> toxics() {
        return now().toxics;
    }

    /** Other toxics; the data path is told by the caller. */
    void toxics(List<ToxicView> next) {
        State now = now();
        state = new State(now.listen, now.upstream, now.tls, now.running, List.copyOf(next));
    }

    /** Refuses a toxic that cannot be done here. */
    void check(Toxic toxic) {
        path.refusal(toxic).ifPresent(reason -> {
            throw ControlException.bad(toxic.type().name() + ": " + reason);
        });
    }

    /** It comes to be. */
    ProxyView create(ProxySpec spec) throws ListenException {
        State next = State.of(spec, List.of());
        state = spec.enabled() ? started(next) : next;
        return view(now());
    }

    /** Starts it if it is disabled. */
    void start() throws ListenException {
        if (now().running == null) {
            state = started(now());
        }
    }

    /** Stops it if it runs; the port stays its own. */
    void stop() {
        State now = now();
        if (now.running != null) {
            now.running.close();
            state = now.running(null);
        }
    }

    /** It is no more. */
    void delete() {
        stop();
        state = null;
        path.forget(name);
    }

    /** Whether it is to move, to another upstream, or to other TLS. */
    boolean differs(ProxySpec wanted) throws ListenException {
        State now = now();
        return ListenAddress.differ(now.listen, wanted.listen(), compat)
                || !now.upstream.equals(wanted.upstream())
                || !now.tls.equals(wanted.tls());
    }

    /** It becomes what is wanted, with the toxics that it has. */
    ProxyView update(ProxySpec wanted) throws ListenException {
        if (differs(wanted)) {
            if (Difference.FAILED_LISTEN_DISABLES.in(compat)) {
                stop();
                state = State.of(wanted, now().toxics);
            } else {
                move(wanted, now().toxics);
            }
        }
        if (wanted.enabled()) {
            start();
        } else {
            stop();
        }
        return view(now());
    }

    /** It becomes what is wanted, without toxics, if it is not that already. */
    ProxyView replace(ProxySpec wanted) throws ListenException {
        if (differs(wanted)) {
            if (Difference.FAILED_LISTEN_DISABLES.in(compat)) {
                stop();
                create(wanted);
            } else {
                move(wanted, List.of());
            }
        }
        return view(now());
    }

    /** Moves it or leaves it as it is. The new socket is bound before the old one goes, unless both want the same port. */
    private void move(ProxySpec wanted, List<ToxicView> toxics) throws ListenException {
        State before = now();
        State next = State.of(wanted, toxics);
        if (!wanted.enabled()) {
            stop();
            state = next;
            return;
        }
        RunningProxy old = before.running;
        boolean inTheWay = old != null
                && old.address().getPort()
                        == ListenAddress.resolve(wanted.listen()).getPort();
        if (!inTheWay) {
            state = started(next);
            if (old != null) {
                old.close();
            }
            return;
        }
        stop();
        try {
            state = started(next);
        } catch (ListenException | ControlException e) {
            start();
            throw e;
        }
    }

    private State started(State stopped) throws ListenException {
        InetSocketAddress address;
        try {
            address = ListenAddress.resolve(stopped.listen);
        } catch (ListenException e) {
            throw new ListenException("listen tcp: " + e.getMessage());
        }
        List<NamedToxic> toxics = stopped.toxics.stream().map(ToxicView::toxic).toList();
        try {
            RunningProxy running = path.start(new ProxySettings(name, address, stopped.upstream, stopped.tls), toxics);
            return new State(
                    ListenAddress.text(running.address()), stopped.upstream, stopped.tls, running, stopped.toxics);
        } catch (UnusableCertificateException e) {
            throw ControlException.bad(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw ListenException.bind(ListenAddress.plainText(address), e);
        }
    }
}

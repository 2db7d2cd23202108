package dev.flatline.chaos.control;

import dev.flatline.chaos.control.api.ControlPlane;
import dev.flatline.chaos.control.http.ControlApi;
import dev.flatline.chaos.control.http.ControlOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A control API on proxies that pretend to run. */
public final class ApiRig implements AutoCloseable {

    /** What the proxies were told. */
    public final PretendPath path = new PretendPath();

    /** What went wrong. */
    public final List<Throwable> failures = new CopyOnWriteArrayList<>();

    /** The proxies. */
    public final ProxyHub hub;

    /** The port. */
    public final ControlApi api;

    private final AlarmThread alarms = new AlarmThread();

    /** With options of the hub. */
    public ApiRig(HubOptions options) throws IOException {
        this(options, ControlOptions.defaults().onPort(0), LedgerSource.EMPTY);
    }

    /** With all options. */
    public ApiRig(HubOptions options, ControlOptions control, LedgerSource ledger) throws IOException {
        hub = new ProxyHub(path, alarms, options);
        api = ControlPlane.of(hub, TestTypes.all()).ledger(ledger).open(control, failures::add);
    }

    /** Asks. */
    public RawHttp.Answer ask(String method, String resource, String body) throws IOException {
        return RawHttp.ask(api.port(), method, resource, body);
    }

    @Override
    public void close() {
        api.close();
        hub.close();
        alarms.close();
    }
}

package dev.flatline.scenarios.run;

import dev.flatline.chaos.ProxyOptions;
import dev.flatline.chaos.tls.ProxyTls;
import dev.flatline.chaos.tls.UpstreamTls;
import dev.flatline.loadgen.Destination;
import dev.flatline.loadgen.Target;
import dev.flatline.loadgen.TrustOptions;
import dev.flatline.scenarios.Scenario;

/** What the proxy in front of a server is told. */
final class Proxies {

    private Proxies() {}

    /**
     * The proxy reads in the upgrade request whose connection it has, so clients come to it in plain TCP; to a server whose
     * scheme is wss it speaks TLS itself, and trusts whom the clients would trust.
     */
    static ProxyOptions options(Scenario scenario, Destination server) {
        Target target = server.target();
        ProxyOptions options = ProxyOptions.inFrontOf(
                target.host(), target.port(), scenario.load().clients());
        TrustOptions trust = scenario.targets().tls();
        return target.secure()
                ? options.with(ProxyTls.NONE.with(new UpstreamTls(trust.trust(), trust.serverName())))
                : options;
    }
}

package dev.flatline.server;

import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.Plain;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.server.options.AdmissionOptions;
import dev.flatline.server.options.HeartbeatOptions;
import dev.flatline.server.options.IdentityOptions;
import dev.flatline.server.options.LimitOptions;
import dev.flatline.server.options.ListenOptions;
import dev.flatline.server.options.OutboundOptions;
import dev.flatline.server.options.ResumeOptions;
import dev.flatline.server.options.UpgradeOptions;

/**
 * How a server listens, what it offers and what it puts up with.
 *
 * @param listen where it listens
 * @param heartbeat how it notices that a client is gone
 * @param limits how much a client may send, and how long it may take
 * @param outbound what happens to a client that does not read
 * @param upgrade what it asks of an upgrade request, and offers
 * @param identity how a client says who it is
 * @param resume what is kept for a client that comes back
 * @param admission how many clients are let in
 * @param dialect what it says inside the WebSocket; what it tells of heartbeats, it takes from the heartbeat's rule
 */
public record ServerOptions(
        ListenOptions listen,
        HeartbeatOptions heartbeat,
        LimitOptions limits,
        OutboundOptions outbound,
        UpgradeOptions upgrade,
        IdentityOptions identity,
        ResumeOptions resume,
        AdmissionOptions admission,
        Dialect dialect) {

    private static final ServerOptions DEFAULTS = new ServerOptions(
            ListenOptions.LOOPBACK,
            HeartbeatOptions.NONE,
            LimitOptions.DEFAULT,
            OutboundOptions.DEFAULT,
            UpgradeOptions.DEFAULT,
            IdentityOptions.DEFAULT,
            ResumeOptions.OFF,
            AdmissionOptions.DEFAULT,
            Plain.DIALECT);

    /** Checks what only the parts together can break. */
    public ServerOptions {
        if (resume.isOn()) {
            require(
                    identity.source() != IdentityOptions.Source.FIRST_MESSAGE,
                    "resume needs an identity in the upgrade request: a query parameter or a header");
            require(
                    identity.replace(),
                    "resume needs an identity with replace, such as identity: {from: query, name: id}: a session has one connection at a time");
            require(
                    outbound.whenFull() == OutboundOptions.WhenFull.CLOSE,
                    "resume needs outbound.when-full: close, because a client could not tell that a message was dropped");
            require(
                    resume.maxBytes() <= outbound.maxBytes() / 2,
                    "resume.bytes must be at most half of outbound.buffer, which is " + outbound.maxBytes()
                            + "B, found " + resume.maxBytes()
                            + "B: a client that comes back is sent all of it at once");
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Any free port of the loopback address, no heartbeat, and the defaults of each part. */
    public static ServerOptions defaults() {
        return DEFAULTS;
    }

    /** These options on another address. */
    public ServerOptions listeningOn(String host, int port) {
        return with(new ListenOptions(host, port, listen.tls(), listen.shared()));
    }

    /** These options with another heartbeat rule and the same detector. */
    public ServerOptions with(HeartbeatRule rule) {
        return with(new HeartbeatOptions(rule, heartbeat.detector()));
    }

    /** These options somewhere else. */
    public ServerOptions with(ListenOptions other) {
        return new ServerOptions(other, heartbeat, limits, outbound, upgrade, identity, resume, admission, dialect);
    }

    /** These options with another heartbeat. */
    public ServerOptions with(HeartbeatOptions other) {
        return new ServerOptions(listen, other, limits, outbound, upgrade, identity, resume, admission, dialect);
    }

    /** These options with other limits. */
    public ServerOptions with(LimitOptions other) {
        return new ServerOptions(listen, heartbeat, other, outbound, upgrade, identity, resume, admission, dialect);
    }

    /** These options with another treatment of clients that do not read. */
    public ServerOptions with(OutboundOptions other) {
        return new ServerOptions(listen, heartbeat, limits, other, upgrade, identity, resume, admission, dialect);
    }

    /** These options with other terms for upgrades. */
    public ServerOptions with(UpgradeOptions other) {
        return new ServerOptions(listen, heartbeat, limits, outbound, other, identity, resume, admission, dialect);
    }

    /** These options with another source of identities. */
    public ServerOptions with(IdentityOptions other) {
        return new ServerOptions(listen, heartbeat, limits, outbound, upgrade, other, resume, admission, dialect);
    }

    /** These options with other sessions. */
    public ServerOptions with(ResumeOptions other) {
        return new ServerOptions(listen, heartbeat, limits, outbound, upgrade, identity, other, admission, dialect);
    }

    /** These options with other terms of admission. */
    public ServerOptions with(AdmissionOptions other) {
        return new ServerOptions(listen, heartbeat, limits, outbound, upgrade, identity, resume, other, dialect);
    }

    /** These options in another dialect. */
    public ServerOptions with(Dialect other) {
        return new ServerOptions(listen, heartbeat, limits, outbound, upgrade, identity, resume, admission, other);
    }
}

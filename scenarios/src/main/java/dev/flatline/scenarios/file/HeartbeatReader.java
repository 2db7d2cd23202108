package dev.flatline.scenarios.file;

import dev.flatline.core.connection.ClientRules;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Scan;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a heartbeat rule, of either side: {@code none}, the preset of a real server with its parameters, or the rule itself,
 * key by key.
 */
final class HeartbeatReader {

    private static final Function<String, Activity> ACTIVITY = Words.oneOf(Words.named(Activity.values()));

    private HeartbeatReader() {}

    /** Reads the key {@code heartbeat} of a section. A client that pings waits for pongs unless it says otherwise. */
    static Optional<HeartbeatRule> read(Section side, boolean client) {
        if (side.isNone("heartbeat", true)) {
            return Optional.of(HeartbeatRule.NONE);
        }
        if (side.keysOf("heartbeat").contains("profile")) {
            return client ? ClientProfileReader.heartbeat(side) : ProfileReader.read(side);
        }
        Section beat = side.child("heartbeat", Keys.HEARTBEAT);
        Optional<Pings> pings = PingsReader.own(beat);
        boolean asks = pings.filter(Pings::sends)
                .filter(sent -> sent.frame().isAnswered())
                .isPresent();
        Optional<Activity> activity = beat.optional("activity", client && asks ? "pongs" : "any-bytes", ACTIVITY);
        Optional<Expiry> expiry = ExpiryReader.read(beat, pings, client);
        Optional<Scan> scan = ScanReader.read(beat, client);
        Optional<Pings> peers = PingsReader.peers(beat);
        return beat.build(() -> {
            HeartbeatRule rule = new HeartbeatRule(
                    activity.orElseThrow(),
                    pings.orElseThrow(),
                    peers.orElseThrow(),
                    expiry.orElseThrow(),
                    scan.orElseThrow());
            if (client) {
                ClientRules.check(rule);
            }
            return rule;
        });
    }
}

package dev.flatline.chaos.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.RawPeer;
import dev.flatline.chaos.control.ConnectionInfo;
import dev.flatline.chaos.control.ToxicView;
import dev.flatline.chaos.ledger.Injection;
import dev.flatline.chaos.target.IdentitySource;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.ToxicTypes;
import dev.flatline.core.testing.Await;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that say who they are in a header of their own. */
@Tag("real-socket")
final class IdentityTest {

    private static final int USERS = 16;

    @Test
    void aDrawFollowsAClientFromConnectionToConnectionAndTheLedgerNamesIt() throws IOException {
        try (ServiceRig rig =
                new ServiceRig(ServiceOptions.defaults().inProcess().with(IdentitySource.header("X-User")))) {
            ToxicType noop = ToxicTypes.named("noop").orElseThrow();
            NamedToxic half = new NamedToxic("half", Stream.BOTH, 0.5, Target.EVERYONE, noop.create(noop.defaults()));
            rig.service.hub().toxics(ServiceRig.PROXY).put(ToxicView.of(half)).join();

            Set<String> first = hitAmongNew(rig);
            Set<String> second = hitAmongNew(rig);

            assertTrue(!first.isEmpty() && first.size() < USERS, first::toString);
            assertEquals(first, second);
            Set<String> named =
                    rig.injections("hit").stream().map(Injection::identity).collect(Collectors.toSet());
            assertEquals(first, named);
            List<ConnectionInfo> dry =
                    rig.running().dryRun("half", 0.5, Target.EVERYONE).join();
            assertEquals(first, dry.stream().map(ConnectionInfo::identity).collect(Collectors.toSet()));
        }
    }

    /** Opens a connection for each user; gives the users of those that are hit. */
    private static Set<String> hitAmongNew(ServiceRig rig) throws IOException {
        long before = rig.connections().size();
        for (int user = 0; user < USERS; user++) {
            RawPeer client = rig.connect();
            client.send("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nX-User: user-" + user
                    + "\r\n\r\n");
            rig.accept();
        }
        Await.until(
                "all have asked",
                () -> rig.connections().stream()
                                .skip(before)
                                .filter(one -> one.identity() != null)
                                .count()
                        == USERS);
        return rig.connections().stream()
                .skip(before)
                .filter(one -> one.toxics().contains("half"))
                .map(one -> String.valueOf(one.identity()))
                .collect(Collectors.toSet());
    }
}

package dev.flatline.server;

import dev.flatline.server.options.IdentityOptions;
import dev.flatline.server.options.UpgradeOptions;
import dev.flatline.wire.Refusal;
import dev.flatline.wire.UpgradeHead;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a server asks of a valid upgrade request beyond RFC 6455. Pure; one instance serves all loops. */
final class UpgradeGate {

    private final UpgradeOptions options;
    private final IdentityOptions identity;

    UpgradeGate(UpgradeOptions options, IdentityOptions identity) {
        this.options = options;
        this.identity = identity;
    }

    /** Why the request is turned away; null if it is not. */
    @Nullable Refusal refusal(UpgradeHead head) {
        String origin = options.origins().isEmpty() ? null : head.header("Origin");
        if (origin != null && !options.origins().contains(origin)) {
            return new Refusal(403, "the origin " + origin + " is not let in here", OptionalInt.empty());
        }
        return null;
    }

    /** The first subprotocol of the client's that the server speaks too. */
    Optional<String> subprotocol(UpgradeHead head) {
        return options.subprotocols().isEmpty()
                ? Optional.empty()
                : head.subprotocols().stream()
                        .filter(options.subprotocols()::contains)
                        .findFirst();
    }

    /** Who the client says it is; null if it does not say, or says it later. */
    @Nullable String identity(UpgradeHead head) {
        String given = switch (identity.source()) {
            case QUERY -> QueryText.value(head.query(), identity.name());
            case HEADER -> head.header(identity.name());
            case FIRST_MESSAGE -> null;
        };
        return given == null || given.isEmpty() ? null : given;
    }
}

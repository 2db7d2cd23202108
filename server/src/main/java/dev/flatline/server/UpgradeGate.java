package dev.flatline.server;

import dev.flatline.server.options.IdentityOptions;
import dev.flatline.server.session.Resumption;
import dev.flatline.wire.Refusal;
import dev.flatline.wire.UpgradeHead;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a server asks of a valid upgrade request beyond RFC 6455. Pure; one instance serves all loops. */
final class UpgradeGate {

    private final List<String> subprotocols;
    private final IdentityOptions identity;
    /** In lower case: scheme and host are the same in any (RFC 6454, section 4), and there is no path. */
    private final Set<String> origins;

    private UpgradeGate(List<String> subprotocols, IdentityOptions identity, Set<String> origins) {
        this.subprotocols = subprotocols;
        this.identity = identity;
        this.origins = origins;
    }

    /** What the options ask; without subprotocols among them, those of the dialect are spoken. */
    static UpgradeGate of(ServerOptions options) {
        List<String> chosen = options.upgrade().subprotocols();
        return new UpgradeGate(
                chosen.isEmpty() ? options.dialect().subprotocols() : chosen,
                options.identity(),
                options.upgrade().origins().stream().map(UpgradeGate::lowered).collect(Collectors.toUnmodifiableSet()));
    }

    /** Why the request is turned away; null if it is not. */
    @Nullable Refusal refusal(UpgradeHead head) {
        String origin = origins.isEmpty() ? null : head.header("Origin");
        if (origin != null && !origins.contains(lowered(origin))) {
            return new Refusal(403, "the origin " + origin + " is not let in here", OptionalInt.empty());
        }
        String who = identity(head);
        if (who != null && who.length() > IdentityOptions.MAX_CHARS) {
            return Refusal.badRequest("the identity is longer than " + IdentityOptions.MAX_CHARS + " characters");
        }
        return null;
    }

    private static String lowered(String origin) {
        return origin.toLowerCase(Locale.ROOT);
    }

    /** The first subprotocol of the client's that the server speaks too. */
    Optional<String> subprotocol(UpgradeHead head) {
        return subprotocols.isEmpty()
                ? Optional.empty()
                : head.subprotocols().stream().filter(subprotocols::contains).findFirst();
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

    /** What the client says of the last message that it has, in the same place as its identity; null if nothing. */
    @Nullable String last(UpgradeHead head) {
        return switch (identity.source()) {
            case QUERY -> QueryText.value(head.query(), Resumption.LAST_PARAMETER);
            case HEADER -> head.header(Resumption.LAST_HEADER);
            case FIRST_MESSAGE -> null;
        };
    }
}

package dev.flatline.chaos.control;

/**
 * Everything in which the control API differs between {@link Compat#STRICT}, which is as Toxiproxy 2.12 was recorded, and
 * {@link Compat#OURS}. {@code docs/control-api.md} has the same list for users.
 */
public enum Difference {
    /** Toxiproxy shows an empty object {@code Logger} in every proxy. */
    LOGGER_MEMBER,
    /** Toxiproxy sends its JSON errors as text/plain. Ours say application/json. */
    ERRORS_AS_TEXT,
    /** Toxiproxy answers unknown paths and browsers in plain text and wrong methods with nothing. Ours are JSON errors. */
    PLAIN_REFUSALS,
    /** Toxiproxy shows {@code stream} as it was sent, {@code UPSTREAM} for instance, and names toxics with it. */
    STREAM_AS_SENT,
    /** In Toxiproxy an update of a toxic that fails is applied as far as it can be. Ours is applied whole or not at all. */
    PARTIAL_UPDATE,
    /**
     * In Toxiproxy a proxy whose new address cannot be bound stays behind, disabled, with that address. Ours goes on
     * running where it was; if only host or upstream differ and the old socket had to go first, it is started again.
     */
    FAILED_LISTEN_DISABLES,
    /** For Toxiproxy {@code 0.0.0.0:80} is another address than the {@code [::]:80} that it shows. For ours it is none. */
    WILDCARDS_DIFFER,
    /** In Toxiproxy a name with a slash can be created and never reached. Ours is reached as {@code a%2Fb}. */
    SLASH_UNREACHABLE,
    /** Toxiproxy's reset ends at the first proxy that cannot start. Ours goes on, and then reports the first failure. */
    RESET_STOPS;

    /** Whether it is so. */
    public boolean in(Compat compat) {
        return compat == Compat.STRICT;
    }
}

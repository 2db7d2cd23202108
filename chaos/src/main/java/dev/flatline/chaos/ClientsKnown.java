package dev.flatline.chaos;

/** How a shard knows whose connection it has. */
enum ClientsKnown {
    /** The upgrade request says it, which is therefore read before anything is decided. */
    BY_REQUEST,
    /** From the beginning; requests and frames are looked at as they pass, for toxics that ask for them. */
    AND_FOLLOWED,
    /** From the beginning; nothing is looked at. */
    ONLY
}

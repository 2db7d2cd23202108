package dev.flatline.chaos.plan;

import dev.flatline.chaos.toxic.NamedToxic;

/** What a timeline does to proxies. What cannot be done is an exception, and the timeline goes on. */
public interface ToxicControl {

    /** Puts a toxic on a proxy; one of the same name there is updated. */
    void put(String proxy, NamedToxic toxic);

    /** Takes a toxic off a proxy. */
    void take(String proxy, String name);
}

package dev.flatline.chaos.plan;

/** What a timeline reports. Called on its thread. */
public interface TimelineEvents {

    /** An entry begins: its toxics have been put on, but for those that were reported as failed. */
    void began(TimelineEntry entry);

    /** An entry has ended: its toxics have been taken off, but for those that were reported as failed. */
    void ended(TimelineEntry entry);

    /** A toxic could not be put on, or taken off: that is tried again, and told once. The timeline goes on. */
    void failed(TimelineEntry entry, PlacedToxic toxic, boolean on, RuntimeException cause);

    /** Nothing more will come, and everything is off: the last entry has ended, or the timeline was stopped. */
    void finished();
}

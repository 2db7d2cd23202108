package dev.flatline.chaos.rollback;

/** Who is told of each step that a journal takes: for a harness that ends the process at any of them. Told on the thread that takes it. */
public interface Moments {

    /** Nobody. */
    Moments UNSEEN = (moment, undo) -> {};

    /** The steps of one thing that is done and undone. */
    enum Moment {
        /** It is about to be written down. */
        WRITING,
        /** It is written down, and not done yet. */
        WRITTEN,
        /** It is about to be undone. */
        UNDOING,
        /** It is undone, and that is not noted yet. */
        UNDONE,
        /** That is noted. */
        NOTED
    }

    /** A step is taken. */
    void at(Moment moment, Undo undo);
}

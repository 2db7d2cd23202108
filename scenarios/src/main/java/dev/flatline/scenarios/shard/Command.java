package dev.flatline.scenarios.shard;

/** What a parent tells a process after its {@link ShardSpec}: one byte each. */
public enum Command {
    /** Say what your clock says. */
    CLOCK(1),
    /** Begin; the origin of the run's clock follows (8 bytes). */
    BEGIN(2),
    /** Say how it went, close everything, end. */
    STOP(3);

    private final int code;

    Command(int code) {
        this.code = code;
    }

    /** The byte. */
    public int code() {
        return code;
    }

    /**
     * The command with a code.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Command of(int code) {
        for (Command command : values()) {
            if (command.code == code) {
                return command;
            }
        }
        throw new IllegalArgumentException("no command: " + code);
    }
}

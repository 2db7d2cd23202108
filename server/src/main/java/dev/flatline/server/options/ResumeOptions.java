package dev.flatline.server.options;

import java.time.Duration;

/**
 * What is kept of a session, so that a client that comes back misses nothing. A session belongs to an identity, which must
 * come with the upgrade request and replace its older connections.
 *
 * @param maxMessages the last messages sent that are kept for each session; 0 keeps no sessions
 * @param maxBytes kept for each session, from 1: payloads, and 10 bytes a message for its frame; at most half of what may
 *     wait for one client
 * @param window how long a session outlives its connection, and how old a kept message may become
 * @param maxSessions sessions kept at a time; beyond it, the one that would expire first is given up. One that has a
 *     connection stays
 */
public record ResumeOptions(int maxMessages, int maxBytes, Duration window, int maxSessions) {

    /** No sessions. */
    public static final ResumeOptions OFF = new ResumeOptions(0, 1 << 16, Duration.ofMinutes(2), 100_000);

    /** Checks the ranges. */
    public ResumeOptions {
        Ranges.atLeast("resume.messages", maxMessages, 0, "");
        Ranges.atLeast("resume.bytes", maxBytes, 1, "B");
        Ranges.positive("resume.window", window);
        Ranges.atLeast("resume.sessions", maxSessions, 1, "");
    }

    /** The last 1,000 messages or 64 KiB, for two minutes, of 100,000 sessions. */
    public static ResumeOptions on() {
        return new ResumeOptions(1000, OFF.maxBytes, OFF.window, OFF.maxSessions);
    }

    /** Whether sessions are kept. */
    public boolean isOn() {
        return maxMessages > 0;
    }
}

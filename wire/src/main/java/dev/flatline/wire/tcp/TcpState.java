package dev.flatline.wire.tcp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The states of a TCP socket, with the kernel's numbers (include/net/tcp_states.h). */
public enum TcpState {
    /** Open; also what waits in the accept queue: the kernel completes a connect before the program accepts it. */
    ESTABLISHED(1),
    SYN_SENT(2),
    /**
     * A SYN was answered and the third packet is not there yet. Linux lists these half-open requests, which are no sockets
     * yet, among the sockets. One that lives in a SYN cookie alone is kept nowhere, and not listed.
     */
    SYN_RECV(3),
    FIN_WAIT1(4),
    FIN_WAIT2(5),
    TIME_WAIT(6),
    CLOSE(7),
    /** The peer has closed and this side has not: a program that leaks sockets shows here. */
    CLOSE_WAIT(8),
    LAST_ACK(9),
    LISTEN(10),
    CLOSING(11);

    /** The kernel's numbers are less than this. */
    static final int NUMBERS = 12;

    private static final @Nullable TcpState[] BY_NUMBER = new TcpState[NUMBERS];

    static {
        for (TcpState state : values()) {
            BY_NUMBER[state.number] = state;
        }
    }

    private final int number;

    TcpState(int number) {
        this.number = number;
    }

    /** The kernel's number: from 1, and less than {@link #NUMBERS}. */
    int number() {
        return number;
    }

    /** The state with a number of the kernel's; null if there is none. */
    static @Nullable TcpState of(int number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    }

    /** The name in small letters, such as {@code time_wait}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.flatline.wire.tcp;

import java.util.Optional;
import java.util.function.Function;

/**
 * What was read, or why nothing could be.
 *
 * @param value empty if it is not known
 * @param reason why it is not known, in one line; empty if it is
 */
public record TcpReading<T>(Optional<T> value, String reason) {

    /** The same reading of a part or a sum. */
    public <R> TcpReading<R> map(Function<T, R> change) {
        return new TcpReading<>(value.map(change), reason);
    }

    /** What was read. */
    public static <T> TcpReading<T> known(T value) {
        return new TcpReading<>(Optional.of(value), "");
    }

    /** Nothing, for this reason. */
    public static <T> TcpReading<T> unknown(String reason) {
        return new TcpReading<>(Optional.empty(), reason);
    }
}

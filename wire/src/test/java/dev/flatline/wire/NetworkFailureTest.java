package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.connection.CloseCause;
import io.netty.channel.ChannelException;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words as epoll, io_uring and NIO give them. */
final class NetworkFailureTest {

    @ParameterizedTest
    @CsvSource({
        "recv(..) failed with error(-104): Connection reset by peer, RESET",
        "Connection reset, RESET",
        "writev(..) failed with error(-32): Broken pipe, RESET",
        "connect(..) failed with error(-99): Cannot assign requested address, NO_RESOURCES",
        "Too many open files, NO_RESOURCES",
        "bind(..) failed with error(-98): Address already in use, NO_RESOURCES",
        "connect(..) failed with error(-101): Network is unreachable, NETWORK_ERROR"
    })
    void aFailedReadOrWriteHasACause(String words, CloseCause cause) {
        assertEquals(cause, NetworkFailure.causeOf(new IOException(words)));
    }

    @ParameterizedTest
    @CsvSource({
        "finishConnect(..) failed with error(-111): Connection refused: /127.0.0.1:1, REFUSED",
        "Connection timed out: /10.0.0.1:1, CONNECT_TIMEOUT"
    })
    void aFailedConnectHasACause(String words, CloseCause cause) {
        assertEquals(cause, NetworkFailure.causeOf(new ConnectException(words)));
    }

    @Test
    void aSocketThatCouldNotBeMadeHasTheCauseThatIsWrapped() {
        ChannelException wrapped = new ChannelException(new ChannelException(new IOException("Too many open files")));

        assertEquals(CloseCause.NO_RESOURCES, NetworkFailure.causeOf(wrapped));
        assertEquals(CloseCause.NETWORK_ERROR, NetworkFailure.causeOf(new ChannelException("no words")));
    }

    @Test
    void aFailureWithoutWordsIsAnyOther() {
        assertEquals(CloseCause.NETWORK_ERROR, NetworkFailure.causeOf(new IOException()));
    }
}

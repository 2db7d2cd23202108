package dev.flatline.wire.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows as Linux 6.18 prints them, and what is none. */
final class SocketTableTest {

    private static final String HEADING =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt\n";
    private static final int PORT = 0x1B59;

    private final SocketTable table = table(1_000);

    @Test
    void countsTheOtherEndByItsRemotePort() throws IOException {
        SocketTable sides = new SocketTable(ports(0x1F90), ports(0x1F90, 0x2222), 1_000);
        String rows = """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:1F90 0100007F:C001 01 00000000:00000000 00:00000000 00000000     0        0 1 1
                   1: 0100007F:C001 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 1 1
                   2: 0100007F:C002 0100007F:2222 06 00000000:00000000 00:00000000 00000000     0        0 1 1
                   3: 0100007F:C003 0100007F:3333 01 00000000:00000000 00:00000000 00000000     0        0 1 1
                """;

        sides.add(new ByteArrayInputStream(rows.getBytes(StandardCharsets.US_ASCII)));

        assertEquals(1, sides.count(TcpState.ESTABLISHED));
        assertEquals(1, sides.remoteCount(TcpState.ESTABLISHED));
        assertEquals(1, sides.remoteCount(TcpState.TIME_WAIT));
        assertEquals(0, sides.count(TcpState.TIME_WAIT));
    }

    @Test
    void countsTheRowsOfThePortAlone() throws IOException {
        read(HEADING
                + "   0: 0100007F:1B59 0100007F:C1FA 01 00000000:00000000 00:00000000 00000000     0        0 0 1\n"
                + "   1: 0100007F:C1FA 0100007F:1B59 01 00000000:00000000 00:00000000 00000000     0        0 0 1\n"
                + "   2: 0100007F:1B5A 0100007F:C1FA 01 00000000:00000000 00:00000000 00000000     0        0 0 1\n");

        assertEquals(1, table.count(TcpState.ESTABLISHED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000000000000000000000000000", // any address
                "00000000000000000000000001000000", // ::1
                "0000000000000000FFFF00000100007F", // ::ffff:127.0.0.1
                "0100007F"
            })
    void takesEveryKindOfAddress(String address) throws IOException {
        read(HEADING + row(address + ":1B59", "03"));

        assertEquals(1, table.count(TcpState.SYN_RECV));
    }

    @Test
    void knowsEveryState() throws IOException {
        StringBuilder text = new StringBuilder(HEADING);
        for (int number = 1; number <= 11; number++) {
            text.append(row("0100007F:1B59", "%02X".formatted(number)).repeat(number));
        }

        read(text.toString());

        assertEquals(1, table.count(TcpState.ESTABLISHED));
        assertEquals(2, table.count(TcpState.SYN_SENT));
        assertEquals(3, table.count(TcpState.SYN_RECV));
        assertEquals(4, table.count(TcpState.FIN_WAIT1));
        assertEquals(5, table.count(TcpState.FIN_WAIT2));
        assertEquals(6, table.count(TcpState.TIME_WAIT));
        assertEquals(7, table.count(TcpState.CLOSE));
        assertEquals(8, table.count(TcpState.CLOSE_WAIT));
        assertEquals(9, table.count(TcpState.LAST_ACK));
        assertEquals(10, table.count(TcpState.LISTEN));
        assertEquals(11, table.count(TcpState.CLOSING));
    }

    @Test
    void addsUpTheAcceptQueuesOfTheListenersAndNoOtherQueue() throws IOException {
        read(HEADING
                + "   0: 00000000:1B59 00000000:0000 0A 00000000:00000103 00:00000000 00000000     0        0 1 1\n"
                + "   1: 0200007F:1B59 00000000:0000 0A 00000000:00000002 00:00000000 00000000     0        0 2 1\n"
                + "   2: 0200007F:1B5A 00000000:0000 0A 00000000:00000070 00:00000000 00000000     0        0 3 1\n"
                + "   3: 0100007F:1B59 0100007F:C1FA 01 00000007:00000777 00:00000000 00000000     0        0 4 1\n");

        assertEquals(0x105, table.acceptQueue());
    }

    @Test
    void addsUpTwoFiles() throws IOException {
        read(HEADING + row("0100007F:1B59", "01"));
        read(HEADING + row("00000000000000000000000001000000:1B59", "01"));

        assertEquals(2, table.count(TcpState.ESTABLISHED));
    }

    @Test
    void readsTwoHundredThousandRowsInChunksOfAnySize() throws IOException {
        SocketTable large = table(200_000);
        byte[] rows = (row("0100007F:1B59", "06") + row("0100007F:1B5A", "01")).getBytes(StandardCharsets.US_ASCII);

        large.add(new RepeatingStream(HEADING, rows, 100_000));

        assertEquals(100_000, large.count(TcpState.TIME_WAIT));
        assertEquals(0, large.count(TcpState.ESTABLISHED));
    }

    @Test
    void givesUpBeyondItsLimitWhateverThePorts() throws IOException {
        byte[] foreign = row("0100007F:1B5A", "01").getBytes(StandardCharsets.US_ASCII);
        table(10).add(new RepeatingStream(HEADING, foreign, 10));

        IOException tooMany =
                assertThrows(IOException.class, () -> table(10).add(new RepeatingStream(HEADING, foreign, 11)));

        assertEquals("more than 10 sockets", tooMany.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "   0: 0100007F:1B59 0100007F:C1FA 01\n",
                "   0: 0100007F:1B59 0100007F:C1FA 00 00000000:00000000 00:0\n",
                "   0: 0100007F:1B59 0100007F:C1FA 0C 00000000:00000000 00:0\n",
                "   0: 0100007F:1B59 0100007F:C1FA FF 00000000:00000000 00:0\n",
                "   0: 0100007F:1B59 0100007F:C1FA 01 00000000:0000zzzz 00:0\n",
                "permission denied, and nobody says why it was\n",
                "\n"
            })
    void refusesWhatIsNoSocket(String line) {
        IOException failure = assertThrows(IOException.class, () -> read(HEADING + row("0100007F:1B59", "01") + line));

        assertEquals("row 2 is no socket", failure.getMessage());
    }

    @Test
    void refusesAFileWithoutAHeading() {
        assertEquals(
                "it is empty", assertThrows(IOException.class, () -> read("")).getMessage());
    }

    private void read(String text) throws IOException {
        table.add(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String row(String local, String state) {
        return "   0: " + local + " 0100007F:C1FA " + state
                + " 00000000:00000000 00:00000000 00000000     0        0 0 1 00000000ecd69e06 20 0 0 10 -1\n";
    }

    /** A heading and then the same bytes again and again, in reads of 1 to 4,096 bytes. */
    private static final class RepeatingStream extends InputStream {

        private final byte[] heading;
        private final byte[] repeated;
        private final long end;
        private long position;
        private int lengthOfRead = 1;

        RepeatingStream(String heading, byte[] repeated, long times) {
            this.heading = heading.getBytes(StandardCharsets.US_ASCII);
            this.repeated = repeated;
            this.end = this.heading.length + times * repeated.length;
        }

        @Override
        public int read() {
            if (position == end) {
                return -1;
            }
            long at = position++;
            return at < heading.length ? heading[(int) at] : repeated[(int) ((at - heading.length) % repeated.length)];
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            lengthOfRead = lengthOfRead % 4_096 + 1;
            return super.read(target, offset, Math.min(length, lengthOfRead));
        }
    }

    private static SocketTable table(int maxRows) {
        return new SocketTable(ports(PORT), ports(), maxRows);
    }

    private static BitSet ports(int... ports) {
        BitSet bits = new BitSet();
        Arrays.stream(ports).forEach(bits::set);
        return bits;
    }
}

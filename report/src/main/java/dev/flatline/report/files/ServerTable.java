package dev.flatline.report.files;

import java.util.List;

/**
 * The servers that a run started or was given by name, and how each of them ended.
 *
 * @param servers in the order of their numbers
 * @param ends in the order of time
 */
public record ServerTable(List<Server> servers, List<End> ends) {

    /** Of a run that started none. */
    public static final ServerTable EMPTY = new ServerTable(List.of(), List.of());

    /** What ended a server that nobody ended. */
    private static final String ITSELF = "itself";

    /** Copies the lists. */
    public ServerTable {
        servers = List.copyOf(servers);
        ends = List.copyOf(ends);
    }

    /** The ends of one server, in the order of time. */
    public List<End> endsOf(int replica) {
        return ends.stream().filter(end -> end.replica() == replica).toList();
    }

    /**
     * One server.
     *
     * @param number from 1
     * @param name what it is called where it lives; may be empty
     * @param image of what it was made: an image, or a program; may be empty
     * @param address where clients found it; may be empty
     * @param lastLines the last lines of its log, without control characters
     */
    public record Server(int number, String name, String image, String address, List<String> lastLines) {

        /** Copies the list. */
        public Server {
            lastLines = List.copyOf(lastLines);
        }

        static Server unknown(int number) {
            return new Server(number, "", "", "", List.of());
        }

        Server saying(List<String> lines) {
            return new Server(number, name, image, address, lines);
        }
    }

    /**
     * One end of a server.
     *
     * @param second on the run's clock
     * @param replica its number
     * @param exit its exit code, 128 + n for signal n
     * @param oom whether the kernel killed it for want of memory
     * @param cause the fault that ended it, or {@code itself}
     */
    public record End(double second, int replica, int exit, boolean oom, String cause) {

        private static final int SIGNALS = 128;
        private static final int MOST_SIGNAL = 64;

        /** Whether nobody ended it. */
        public boolean byItself() {
            return cause.equals(ITSELF);
        }

        /** How it ended, for people: {@code exit code 3}, {@code SIGKILL (137), out of memory}. */
        public String words() {
            int signal = exit - SIGNALS;
            String how = signal > 0 && signal <= MOST_SIGNAL ? signal(signal) + " (" + exit + ")" : "exit code " + exit;
            return oom ? how + ", out of memory" : how;
        }

        private static String signal(int number) {
            return switch (number) {
                case 1 -> "SIGHUP";
                case 2 -> "SIGINT";
                case 3 -> "SIGQUIT";
                case 6 -> "SIGABRT";
                case 9 -> "SIGKILL";
                case 11 -> "SIGSEGV";
                case 15 -> "SIGTERM";
                default -> "signal " + number;
            };
        }
    }
}

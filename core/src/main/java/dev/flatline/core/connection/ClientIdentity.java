package dev.flatline.core.connection;

/** How a client of the fleet says who it is: headers of the upgrade request, the same on every reconnect. */
public final class ClientIdentity {

    /** The header; its value is the client's index in decimal. */
    public static final String HEADER = "X-Flatline-Client";

    /** The header for the group that the client is in; its value is the group's name. */
    public static final String GROUP_HEADER = "X-Flatline-Group";

    /** Nobody knows who it is. */
    public static final int UNKNOWN = -1;

    private static final int MAX_DIGITS = 9;

    private ClientIdentity() {}

    /** The client that a header value names, or {@link #UNKNOWN} when it names none. */
    public static int parse(CharSequence value) {
        if (value.isEmpty() || value.length() > MAX_DIGITS) {
            return UNKNOWN;
        }
        int client = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return UNKNOWN;
            }
            client = client * 10 + digit;
        }
        return client;
    }
}

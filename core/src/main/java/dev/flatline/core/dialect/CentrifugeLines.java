package dev.flatline.core.dialect;

/** The commands and replies of one text message. */
final class CentrifugeLines {

    private CentrifugeLines() {}

    /** Where the line that begins here ends. */
    static int end(byte[] text, int from) {
        int at = from;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return at;
    }
}

package dev.flatline.wire.operator;

/**
 * What a page answers.
 *
 * @param status the HTTP status
 * @param contentType with the charset, which is UTF-8 whatever it says
 */
public record OperatorReply(int status, String contentType, String body) {

    /** A line of plain text; the line end is added. */
    public static OperatorReply text(int status, String line) {
        return new OperatorReply(status, "text/plain; charset=utf-8", line + "\n");
    }
}

package dev.flatline.chaos.target;

/** A header of the upgrade request, its name in any case, its value exactly, or its beginning. */
record Header(String name, TextPattern pattern) implements RequestTest {

    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";

    static Header parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? "" : text.substring(0, colon).strip();
        if (!isToken(name)) {
            throw new IllegalArgumentException(
                    "a header with its value or the beginning of one, such as X-Plan: free or User-Agent: curl/*");
        }
        return new Header(name, TextPattern.parse(text.substring(colon + 1).strip()));
    }

    @Override
    public boolean passes(RequestFacts request) {
        String value = request.header(name);
        return value != null && pattern.fits(value);
    }

    /** Whether it is a token of RFC 9110, section 5.6.2. */
    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(Header::isTokenCharacter);
    }

    private static boolean isTokenCharacter(int c) {
        boolean alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return alphanumeric || TOKEN_PUNCTUATION.indexOf(c) >= 0;
    }
}

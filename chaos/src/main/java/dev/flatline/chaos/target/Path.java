package dev.flatline.chaos.target;

/** The path of the upgrade request, as sent: exactly, or its beginning. */
record Path(TextPattern pattern) implements RequestTest {

    static Path parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a path or the beginning of one, such as /chat or /chat/*");
        }
        return new Path(TextPattern.parse(text));
    }

    @Override
    public boolean passes(RequestFacts request) {
        return pattern.fits(request.path());
    }
}

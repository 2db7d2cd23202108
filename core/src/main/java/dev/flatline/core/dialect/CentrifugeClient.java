package dev.flatline.core.dialect;

/** A client's side of {@link Centrifuge}. Remembers whether its server wants pings answered. */
final class CentrifugeClient implements ClientTalk {

    private static final String CHANNEL = Words.CLIENT;
    private static final byte[] GREETING = Words.utf8("{\"connect\":{\"name\":\"" + Words.CLIENT
            + "\"},\"id\":1}\n{\"subscribe\":{\"channel\":\"" + CHANNEL + "\"},\"id\":2}");
    private static final byte[] PUBLISH = Words.utf8("{\"publish\":{\"channel\":\"" + CHANNEL + "\",\"data\":");
    private static final byte[] BEHIND = Words.utf8("},\"id\":3}");
    private static final byte[] PONG = Words.utf8("{}");
    private static final long SECOND = 1_000_000_000;
    private static final long MOST_SECONDS = Integer.MAX_VALUE / 1000;
    private static final long MOST_CODE = 65_535;
    private static final long TOKEN_EXPIRED = 109;

    private boolean answersPings;

    @Override
    public void opened(Ear.OfClient ear) {
        answersPings = false;
        ear.say(GREETING);
    }

    @Override
    public void heard(byte[] utf8, long lastPing, Ear.OfClient ear) {
        for (int from = 0; from < utf8.length; ) {
            int end = CentrifugeLines.end(utf8, from);
            reply(Json.of(utf8, from, end), ear);
            from = end + 1;
        }
    }

    private void reply(Json reply, Ear.OfClient ear) {
        Json push = reply.member("push");
        if (reply.isEmptyObject()) {
            if (answersPings) {
                ear.say(PONG);
            }
            ear.pinged();
        } else if (reply.member("id").isWord("1")) {
            connected(reply, ear);
        } else if (push.member("disconnect").isObject()) {
            ear.dismissed(mayReturn(push.member("disconnect").member("code").number(MOST_CODE)));
        } else if (push.member("pub").member("data").isString()) {
            ear.message(push.member("pub").member("data").string());
        } else {
            ear.noise();
        }
    }

    private void connected(Json reply, Ear.OfClient ear) {
        Json terms = reply.member("connect");
        Json error = reply.member("error");
        if (terms.isObject()) {
            long seconds = terms.member("ping").number(MOST_SECONDS);
            answersPings = seconds > 0 && terms.member("pong").isWord("true");
            ear.joined(new Terms(Math.max(0, seconds) * SECOND, 0));
        } else if (error.isObject()) {
            long code = error.member("code").number(MOST_CODE);
            boolean passes = error.member("temporary").isWord("true");
            ear.dismissed(passes || code == TOKEN_EXPIRED || (code >= 0 && code < 100));
        } else {
            ear.noise();
        }
    }

    /** As after a Close frame with that code. */
    private static boolean mayReturn(long code) {
        return !(code >= 3500 && code < 4000) && !(code >= 4500 && code < 5000);
    }

    @Override
    public byte[] ping(long number) {
        return Words.NOTHING;
    }

    @Override
    public boolean pingsInText() {
        return false;
    }

    @Override
    public byte[] message(byte[] payload) {
        return JsonStrings.around(PUBLISH, payload, BEHIND);
    }
}

package dev.flatline.core.dialect;

/** A client's side of {@link Centrifuge}. Remembers whether its server wants pings answered. */
class CentrifugeClient implements ClientTalk {

    private static final String CHANNEL = ClientWords.quoted(Words.CLIENT);
    private static final byte[] GREETING = greeting("", CHANNEL);
    private static final byte[] PUBLISH = publish(CHANNEL);
    private static final byte[] BEHIND = Words.utf8("},\"id\":3}");
    private static final byte[] PONG = Words.utf8("{}");
    private static final long SECOND = 1_000_000_000;
    private static final long MOST_SECONDS = Integer.MAX_VALUE / 1000;
    private static final long MOST_CODE = 65_535;
    private static final long TOKEN_EXPIRED = 109;

    private boolean answersPings;

    /**
     * What it says first.
     *
     * @param credentials members of the connect command, each with a comma behind it
     * @param channel a JSON string
     */
    static byte[] greeting(String credentials, String channel) {
        return Words.utf8("{\"connect\":{" + credentials + "\"name\":\"" + Words.CLIENT
                + "\"},\"id\":1}\n{\"subscribe\":{\"channel\":" + channel + "},\"id\":2}");
    }

    /** What stands before the data of a publication to the channel that is this JSON string. */
    static byte[] publish(String channel) {
        return Words.utf8("{\"publish\":{\"channel\":" + channel + ",\"data\":");
    }

    byte[] greeting() {
        return GREETING;
    }

    byte[] publish() {
        return PUBLISH;
    }

    /** Whether it chose its channel, and does not stay without. */
    boolean mustSubscribe() {
        return false;
    }

    @Override
    public void opened(Ear.OfClient ear) {
        answersPings = false;
        ear.say(greeting());
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
        } else if (mustSubscribe()
                && reply.member("id").isWord("2")
                && reply.member("error").isObject()) {
            refused(reply.member("error"), ear);
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
            refused(error, ear);
        } else {
            ear.noise();
        }
    }

    private static void refused(Json error, Ear.OfClient ear) {
        long code = error.member("code").number(MOST_CODE);
        boolean passes = error.member("temporary").isWord("true");
        ear.dismissed(passes || code == TOKEN_EXPIRED || (code >= 0 && code < 100));
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
        return JsonStrings.around(publish(), payload, BEHIND);
    }
}

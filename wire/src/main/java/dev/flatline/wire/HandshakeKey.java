package dev.flatline.wire;

import io.netty.util.concurrent.FastThreadLocal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The Sec-WebSocket-Key of a client and the accept value that proves a server has read it (RFC 6455, sections 1.3 and
 * 4.2.2). Digest and buffers are one set a thread, so an accept value costs no garbage.
 */
public final class HandshakeKey {

    static final int KEY_LENGTH = 24;
    static final int ACCEPT_LENGTH = 28;

    private static final byte[] GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11".getBytes(StandardCharsets.US_ASCII);
    private static final FastThreadLocal<Scratch> SCRATCH = new FastThreadLocal<>() {
        @Override
        protected Scratch initialValue() throws NoSuchAlgorithmException {
            return new Scratch(MessageDigest.getInstance("SHA-1"));
        }
    };

    private HandshakeKey() {}

    /** The key of 128 random bits. */
    public static String of(long high, long low) {
        byte[] bits =
                ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        return Base64.getEncoder().encodeToString(bits);
    }

    /** Whether this is sixteen bytes in Base64. */
    public static boolean isValid(String key) {
        if (key.length() != KEY_LENGTH || !key.endsWith("==")) {
            return false;
        }
        for (int i = 0; i < KEY_LENGTH - 2; i++) {
            if (!isBase64(key.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The accept value for a valid key.
     *
     * @return 28 ASCII bytes in an array of this thread, overwritten by the next call
     */
    static byte[] accept(String key) {
        return SCRATCH.get().accept(key);
    }

    /** Whether {@code answer} is the accept value for {@code key}. */
    static boolean matches(String key, String answer) {
        if (answer.length() != ACCEPT_LENGTH) {
            return false;
        }
        byte[] expected = accept(key);
        for (int i = 0; i < ACCEPT_LENGTH; i++) {
            if (answer.charAt(i) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase64(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }

    private static final class Scratch {
        private final MessageDigest sha1;
        private final byte[] input = new byte[KEY_LENGTH + GUID.length];
        private final byte[] digest = new byte[20];
        private final byte[] text = new byte[ACCEPT_LENGTH];

        Scratch(MessageDigest sha1) {
            this.sha1 = sha1;
            System.arraycopy(GUID, 0, input, KEY_LENGTH, GUID.length);
        }

        byte[] accept(String key) {
            for (int i = 0; i < KEY_LENGTH; i++) {
                input[i] = (byte) key.charAt(i);
            }
            sha1.update(input);
            try {
                sha1.digest(digest, 0, digest.length);
            } catch (DigestException e) {
                throw new IllegalStateException("SHA-1 has twenty bytes", e);
            }
            Base64.getEncoder().encode(digest, text);
            return text;
        }
    }
}

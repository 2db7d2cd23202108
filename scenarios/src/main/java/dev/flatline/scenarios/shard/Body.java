package dev.flatline.scenarios.shard;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;

/** The bytes of a frame before their length is known. */
final class Body {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    DataOutputStream out() {
        return out;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}

package dev.flatline.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Notes each call as one line. */
class RecordingListener implements FrameListener {

    final List<String> calls = new ArrayList<>();

    @Override
    public void onText(ByteBuf payload) {
        calls.add("text " + payload.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void onBinary(ByteBuf payload) {
        calls.add("binary " + ByteBufUtil.hexDump(payload));
    }

    @Override
    public void onPing(ByteBuf payload) {
        calls.add("ping " + payload.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void onPong(ByteBuf payload) {
        calls.add("pong " + payload.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void onClose(int code, String reason) {
        calls.add("close " + code + " " + reason);
    }
}

package dev.flatline.core.dialect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes down what it is told, one line each: of either side. */
final class RecordingEar implements Ear.OfClient, Ear.OfServer {

    private static final long MILLI = 1_000_000;

    private final List<String> told = new ArrayList<>();
    final List<byte[]> said = new ArrayList<>();
    final List<byte[]> messages = new ArrayList<>();

    /** What it was told since the last time. */
    List<String> take() {
        List<String> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    @Override
    public String id() {
        return "E1";
    }

    @Override
    public void say(byte[] utf8) {
        said.add(utf8);
        told.add("say " + new String(utf8, StandardCharsets.UTF_8));
    }

    @Override
    public void pinged() {
        told.add("pinged");
    }

    @Override
    public void answered() {
        told.add("answered");
    }

    @Override
    public void message(byte[] payload) {
        messages.add(payload);
        told.add("message " + new String(payload, StandardCharsets.UTF_8));
    }

    @Override
    public void noise() {
        told.add("noise");
    }

    @Override
    public void joined(Terms terms) {
        told.add("joined " + terms.everyNanos() / MILLI + " " + terms.timeoutNanos() / MILLI);
    }

    @Override
    public void dismissed(boolean mayReturn) {
        told.add(mayReturn ? "sent back" : "sent away");
    }

    @Override
    public void close(int code) {
        told.add("close " + code);
    }
}

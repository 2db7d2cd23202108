package dev.flatline.chaos.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/**
 * A program that listens and accepts. The words after its port say what else: {@code stubborn} ignores SIGTERM, {@code parent} has a
 * child, {@code fails} ends at once, {@code deaf} never listens, {@code noisy} writes without end.
 */
public final class TinyServer {

    private TinyServer() {}

    /** Runs until it is ended. */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> words = List.of(args);
        if (words.contains("fails")) {
            System.out.println("no such table: users");
            System.exit(7);
        }
        if (words.contains("stubborn")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                System.out.println("not yet");
                awaitForever();
            }));
        }
        if (words.contains("parent")) {
            new ProcessBuilder("sleep", "1000").start();
        }
        if (words.contains("deaf")) {
            System.out.println("thinking");
            Thread.currentThread().join();
        }
        try (ServerSocket listener =
                new ServerSocket(Integer.parseInt(args[0]), 50, InetAddress.getLoopbackAddress())) {
            System.out.println("port " + args[0] + ", replica " + args[1] + ", MODE " + System.getenv("MODE"));
            while (true) {
                listener.accept().close();
                if (words.contains("noisy")) {
                    System.out.println("x".repeat(1 << 20));
                }
            }
        }
    }

    private static void awaitForever() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
    }
}

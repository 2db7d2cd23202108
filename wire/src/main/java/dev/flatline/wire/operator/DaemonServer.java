package dev.flatline.wire.operator;

import com.sun.net.httpserver.HttpServer;

/** Starts the JDK's HTTP server so that it does not keep the process alive. */
public final class DaemonServer {

    private DaemonServer() {}

    /** The server's own thread is a daemon if the thread that starts it is one. */
    public static void start(HttpServer server) {
        Thread starter = new Thread(server::start, "flatline-http-start");
        starter.setDaemon(true);
        starter.start();
        boolean interrupted = false;
        while (starter.isAlive()) {
            try {
                starter.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

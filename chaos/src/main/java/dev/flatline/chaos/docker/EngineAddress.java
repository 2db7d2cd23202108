package dev.flatline.chaos.docker;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Where a Docker engine is, found by DOCKER_HOST or where engines usually listen; Docker's contexts are not read.
 *
 * @param uri {@code unix://…}, {@code tcp://…}, {@code npipe://…}
 * @param tls whether it is to be spoken to in TLS
 * @param certificates the folder of {@code ca.pem}, {@code cert.pem} and {@code key.pem}; empty without TLS
 * @param from what named it, for people
 */
record EngineAddress(String uri, boolean tls, String certificates, String from) {

    private static final String DEFAULT = "unix:///var/run/docker.sock";

    /**
     * The address to use: what is asked for, else {@code DOCKER_HOST}, else the first socket that is there of Docker and
     * Podman, else Docker's, which will then be missed by its name.
     *
     * @param asked what the scenario or command says; empty if it leaves it to the environment
     * @param environment the variables of this process
     * @param exists whether there is such a file
     */
    static EngineAddress find(String asked, Map<String, String> environment, Predicate<Path> exists) {
        if (!asked.isEmpty()) {
            return of(asked, environment, "as asked for");
        }
        String host = environment.getOrDefault("DOCKER_HOST", "");
        if (!host.isEmpty()) {
            return of(host, environment, "DOCKER_HOST");
        }
        for (String socket : sockets(environment)) {
            if (exists.test(Path.of(socket))) {
                return of("unix://" + socket, environment, "found there");
            }
        }
        return of(DEFAULT, environment, "the default");
    }

    private static List<String> sockets(Map<String, String> environment) {
        List<String> sockets = new ArrayList<>(List.of("/var/run/docker.sock"));
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!runtime.isEmpty()) {
            sockets.add(runtime + "/docker.sock");
            sockets.add(runtime + "/podman/podman.sock");
        }
        sockets.add("/run/podman/podman.sock");
        return sockets;
    }

    private static EngineAddress of(String uri, Map<String, String> environment, String from) {
        String verify = environment.getOrDefault("DOCKER_TLS_VERIFY", "");
        boolean tls = !uri.startsWith("unix:") && !uri.startsWith("npipe:") && !verify.isEmpty() && !verify.equals("0");
        String home = environment.getOrDefault("HOME", ".");
        String certificates = environment.getOrDefault("DOCKER_CERT_PATH", home + "/.docker");
        return new EngineAddress(uri, tls, tls ? certificates : "", from);
    }

    /** Whether it is a socket of this machine. */
    boolean isSocket() {
        return uri.startsWith("unix:") || uri.startsWith("npipe:");
    }

    /**
     * Whether it is an address of another machine. A host that has no address is nowhere: connecting to it says so.
     */
    boolean isElsewhere() {
        if (isSocket()) {
            return false;
        }
        try {
            InetAddress host = InetAddress.getByName(URI.create(uri).getHost());
            return !host.isLoopbackAddress() && NetworkInterface.getByInetAddress(host) == null;
        } catch (UnknownHostException | SocketException | IllegalArgumentException nowhere) {
            return false;
        }
    }

    /** In words. */
    String words() {
        return "the Docker engine at " + uri + " (" + from + ")";
    }
}

package dev.flatline.chaos.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.flatline.chaos.replica.ReplicaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A Docker engine, or one that speaks its API. May be used from any thread. What fails is a {@link ReplicaException} with the
 * remedy.
 */
public final class Engine implements AutoCloseable {

    /** The oldest API that has what is needed here. */
    static final String LEAST_API = "1.39";

    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Longer than any grace that a container is given to stop. */
    private static final Duration ANSWER = Duration.ofSeconds(90);

    private final EngineAddress address;
    private final DockerClient commands;
    private final DockerClient streams;

    private Engine(EngineAddress address, DockerClient commands, DockerClient streams) {
        this.address = address;
        this.commands = commands;
        this.streams = streams;
    }

    /**
     * Connects to an engine.
     *
     * @param asked its address; empty for DOCKER_HOST or a usual socket
     * @param environment the variables of this process
     */
    public static Engine open(String asked, Map<String, String> environment) throws ReplicaException {
        return open(EngineAddress.find(asked, environment, Files::exists));
    }

    static Engine open(EngineAddress address) throws ReplicaException {
        if (!address.uri().matches("(unix|tcp|npipe)://.+")) {
            throw new ReplicaException(
                    "cannot use " + address.words() + "; accepted: unix:///path/of/a.sock, tcp://host:port, npipe://…");
        }
        if (address.tls()) {
            for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
                if (!Files.isReadable(Path.of(address.certificates(), file))) {
                    throw new ReplicaException(
                            "cannot use " + address.words() + ": no " + file + " that can be read in "
                                    + address.certificates() + "; set DOCKER_CERT_PATH to the folder that has it");
                }
            }
        }
        Engine engine;
        try {
            engine = new Engine(address, client(address, ANSWER), client(address, Duration.ZERO));
        } catch (RuntimeException e) {
            throw address.tls()
                    ? new ReplicaException(
                            "cannot use " + address.words() + ": ca.pem, cert.pem or key.pem in "
                                    + address.certificates()
                                    + " is no certificate or key; set DOCKER_CERT_PATH to a folder that has sound ones",
                            e)
                    : EngineFailure.of(address, e);
        }
        boolean sound = false;
        try {
            engine.check();
            sound = true;
            return engine;
        } finally {
            if (!sound) {
                engine.close();
            }
        }
    }

    private static DockerClient client(EngineAddress address, Duration answer) {
        DefaultDockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(address.uri())
                .withDockerTlsVerify(address.tls())
                .withDockerCertPath(address.tls() ? address.certificates() : null)
                .build();
        ZerodepDockerHttpClient.Builder http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .connectionTimeout(CONNECT)
                .maxConnections(256);
        return DockerClientImpl.getInstance(
                config,
                answer.isZero() ? http.build() : http.responseTimeout(answer).build());
    }

    private void check() throws ReplicaException {
        Version version;
        try {
            version = commands.versionCmd().exec();
        } catch (RuntimeException e) {
            throw EngineFailure.of(address, e);
        }
        String api = String.valueOf(version.getApiVersion());
        if (older(api, LEAST_API)) {
            throw new ReplicaException(
                    address.words() + " speaks API " + api + "; needed is " + LEAST_API + " (Docker 18.09) or newer");
        }
    }

    static boolean older(String version, String than) {
        String[] have = version.split("\\.", -1);
        String[] need = than.split("\\.", -1);
        for (int i = 0; i < need.length; i++) {
            int part = i < have.length && have[i].matches("\\d{1,6}") ? Integer.parseInt(have[i]) : 0;
            if (part != Integer.parseInt(need[i])) {
                return part < Integer.parseInt(need[i]);
            }
        }
        return false;
    }

    EngineAddress address() {
        return address;
    }

    /** For requests that are answered and over. */
    DockerClient commands() {
        return commands;
    }

    /** For requests whose answers go on. */
    DockerClient streams() {
        return streams;
    }

    /** Something that is asked of the engine. */
    @FunctionalInterface
    interface Call<T> {
        T made();
    }

    /** Makes a request; what it fails with is told in a line. */
    <T> T call(String doing, Call<T> call) throws ReplicaException {
        try {
            return call.made();
        } catch (RuntimeException e) {
            throw EngineFailure.of(address, doing, e);
        }
    }

    /** Sees that an image is there; none is ever pulled. */
    public void needImage(String image) throws ReplicaException {
        try {
            commands.inspectImageCmd(image).exec();
        } catch (NotFoundException missing) {
            String ours = image.equals("flatline") || image.startsWith("flatline:")
                    ? "build it with: flatline image"
                    : "build it, or pull it with: docker pull " + image;
            throw new ReplicaException(
                    "there is no image '" + image + "' on " + address.words() + "; " + ours, missing);
        } catch (RuntimeException e) {
            throw EngineFailure.of(address, "see the image '" + image + "'", e);
        }
    }

    /** Loads images from a file such as {@code docker save} writes. */
    public void load(Path tar) throws ReplicaException {
        try (InputStream stream = Files.newInputStream(tar)) {
            call(
                    "load " + tar + " into " + address.words(),
                    () -> commands.loadImageCmd(stream).exec());
        } catch (IOException e) {
            throw new ReplicaException("cannot read " + tar + ": " + e.getMessage(), e);
        }
    }

    /** The id of an image that is there. */
    public String imageId(String image) throws ReplicaException {
        return call(
                "see the image '" + image + "'",
                () -> String.valueOf(commands.inspectImageCmd(image).exec().getId()));
    }

    private static void close(DockerClient client) {
        try {
            client.close();
        } catch (IOException e) {
            // Its sockets are gone, which is all that was wanted.
            return;
        }
    }

    @Override
    public void close() {
        for (DockerClient client : List.of(streams, commands)) {
            close(client);
        }
    }
}

package dev.flatline.scenarios.docker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody has on an engine besides Flatline: two networks and two containers, one with limits and addresses of its own.
 */
final class ContainerWorld implements AutoCloseable {

    /** Listens on PORT or 8080, ends when it is asked to, and uses 20 MB, all the time. */
    static final String SERVER = """
            $SIG{TERM} = sub { exit 0 }; $SIG{USR1} = 'IGNORE';
            socket(S, 2, 1, 0); setsockopt(S, 1, 2, pack('l', 1));
            bind(S, pack('S n a4 x8', 2, $ENV{PORT} || 8080, pack('C4', 0, 0, 0, 0))) or die; listen(S, 100);
            my $held = 'x' x 20000000;
            while (1) { select undef, undef, undef, 0.05; substr($held, int(rand(19)) * 1000000, 1000000) = 'y' x 1000000 }
            """;

    private static final String SEEN =
            "{{.State.Status}} nano {{.HostConfig.NanoCpus}} quota {{.HostConfig.CpuQuota}} period"
                    + " {{.HostConfig.CpuPeriod}} memory {{.HostConfig.Memory}} swap {{.HostConfig.MemorySwap}} pids"
                    + " {{.HostConfig.PidsLimit}} ports {{json .NetworkSettings.Ports}}{{range $name, $network :="
                    + " .NetworkSettings.Networks}} | {{$name}} {{$network.NetworkID}} {{$network.IPAddress}}/{{$network.IPPrefixLen}}"
                    + " {{$network.Gateway}} {{$network.MacAddress}} {{json $network.Aliases}}{{end}}";

    private final Map<Integer, String> subnets = new HashMap<>();
    private final String prefix;
    private final List<String> networks = new ArrayList<>();
    private final List<String> containers = new ArrayList<>();

    private ContainerWorld(String prefix) {
        this.prefix = prefix;
    }

    /** Makes it. */
    static ContainerWorld make(String prefix) throws IOException, InterruptedException {
        ContainerWorld world = new ContainerWorld(prefix);
        try {
            world.network("a", 1);
            world.network("b", 2);
            world.container(
                    "limited",
                    "--network",
                    prefix + "-a",
                    "--ip",
                    world.address(1),
                    "--network-alias",
                    "web",
                    "--network-alias",
                    "shop",
                    "--cpus",
                    "0.5",
                    "--memory",
                    "64m",
                    "--memory-swap",
                    "96m",
                    "--pids-limit",
                    "60",
                    "-p",
                    "127.0.0.1:" + port() + ":8080");
            Docker.run(
                    "network", "connect", "--ip", world.address(2), "--alias", "inner", prefix + "-b", world.limited());
            world.container("free", "--network", prefix + "-a");
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            world.close();
            throw e;
        }
        return world;
    }

    /** A container with limits, a published port, fixed addresses and aliases on two networks. */
    String limited() {
        return prefix + "-limited";
    }

    /** A container without any limit, with whatever address it was given. */
    String free() {
        return prefix + "-free";
    }

    /** How the containers stand, and what is on the engine of runs with this name. */
    String seen() throws IOException, InterruptedException {
        StringBuilder seen = new StringBuilder();
        for (String container : containers) {
            // A limit that is lifted reads -1, or a number that is none to the kernel, where one that was never there
            // reads 0.
            seen.append(Docker.run("inspect", "--format", SEEN, container)
                    .replaceAll(" (-1|0|9223372036854771712|<nil>|<no value>)(?= )", " none")
                    .replaceAll("quota none period \\d+", "quota none period none"));
            seen.append(Docker.run("diff", container)).append('\n');
        }
        return seen.toString();
    }

    private String address(int network) {
        return subnets.get(network) + ".77";
    }

    /** A fixed one: an engine gives a port of its own choice anew whenever a container starts or joins a network. */
    private static int port() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void network(String name, int number) throws IOException, InterruptedException {
        String network = prefix + "-" + name;
        subnets.put(number, Docker.network(network));
        networks.add(network);
    }

    private void container(String name, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("run", "--detach", "--name", prefix + "-" + name));
        command.addAll(List.of(options));
        command.add(Docker.PERL_IMAGE);
        command.add(SERVER);
        containers.add(prefix + "-" + name);
        Docker.run(command.toArray(String[]::new));
    }

    /** Removes what it made. */
    @Override
    public void close() throws IOException {
        try {
            remove();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while removing the containers and networks of " + prefix, e);
        }
    }

    private void remove() throws IOException, InterruptedException {
        for (String container : containers) {
            Docker.succeeds("rm", "--force", "--volumes", container);
        }
        for (String network : networks) {
            Docker.succeeds("network", "rm", network);
        }
    }
}

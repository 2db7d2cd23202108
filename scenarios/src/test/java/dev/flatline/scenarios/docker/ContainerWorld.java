package dev.flatline.scenarios.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.testing.Requires;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What somebody has on an engine besides Flatline: two networks and two containers, one with limits and addresses of its own.
 * Their image has nothing but this machine's Perl, so that it can be made without a registry.
 */
final class ContainerWorld implements AutoCloseable {

    static final String IMAGE = "flatline-test-perl";

    /** Listens on PORT or 8080, ends when it is asked to, and uses 20 MB, all the time. */
    static final String SERVER = """
            $SIG{TERM} = sub { exit 0 }; $SIG{USR1} = 'IGNORE';
            socket(S, 2, 1, 0); setsockopt(S, 1, 2, pack('l', 1));
            bind(S, pack('S n a4 x8', 2, $ENV{PORT} || 8080, pack('C4', 0, 0, 0, 0))) or die; listen(S, 100);
            my $held = 'x' x 20000000;
            while (1) { select undef, undef, undef, 0.05; substr($held, int(rand(19)) * 1000000, 1000000) = 'y' x 1000000 }
            """;

    private static final int SUBNETS = 256;
    private static final Path PERL = Path.of("/usr/bin/perl");
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");
    private static final String SEEN =
            "{{.State.Status}} nano {{.HostConfig.NanoCpus}} quota {{.HostConfig.CpuQuota}} period"
                    + " {{.HostConfig.CpuPeriod}} memory {{.HostConfig.Memory}} swap {{.HostConfig.MemorySwap}} pids"
                    + " {{.HostConfig.PidsLimit}} ports {{json .NetworkSettings.Ports}}{{range $name, $network :="
                    + " .NetworkSettings.Networks}} | {{$name}} {{$network.NetworkID}} {{$network.IPAddress}}/{{$network.IPPrefixLen}}"
                    + " {{$network.Gateway}} {{$network.MacAddress}} {{json $network.Aliases}}{{end}}";

    private static final AtomicLong BLOCKS =
            new AtomicLong(ProcessHandle.current().pid());

    private final Map<Integer, String> subnets = new HashMap<>();
    private final String prefix;
    private final long block = BLOCKS.getAndIncrement() % 120;
    private final List<String> networks = new ArrayList<>();
    private final List<String> containers = new ArrayList<>();

    private ContainerWorld(String prefix) {
        this.prefix = prefix;
    }

    /** Ends the calling test unless there is an engine, and what the image is made of. */
    static void needed() throws IOException, InterruptedException {
        boolean there = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "docker")));
        Requires.present("docker", there, "docker is not on the PATH");
        Requires.present("docker", succeeds("docker", "version"), "no Docker engine answers");
        Requires.present("docker", Files.isExecutable(PERL), "the image of the test needs /usr/bin/perl");
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
            docker("network", "connect", "--ip", world.address(2), "--alias", "inner", prefix + "-b", world.limited());
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

    /** The words that run a program with this machine's Perl, or that of the image. */
    static List<String> perl(String program) {
        return List.of(PERL.toString(), "-e", program);
    }

    /** How the containers stand, and what is on the engine of runs with this name. */
    String seen() throws IOException, InterruptedException {
        StringBuilder seen = new StringBuilder();
        for (String container : containers) {
            // A limit that is lifted reads -1, or a number that is none to the kernel, where one that was never there
            // reads 0.
            seen.append(docker("inspect", "--format", SEEN, container)
                    .replaceAll(" (-1|0|9223372036854771712|<nil>|<no value>)(?= )", " none")
                    .replaceAll("quota none period \\d+", "quota none period none"));
            seen.append(docker("diff", container)).append('\n');
        }
        return seen.toString();
    }

    /** The containers and networks that a run has made and that are still there. */
    static String leftOf(String run) throws IOException, InterruptedException {
        String label = "label=dev.flatline.run=" + run;
        return docker("ps", "--all", "--quiet", "--filter", label)
                + docker("network", "ls", "--quiet", "--filter", label);
    }

    private String address(int network) {
        return subnet(network) + ".77";
    }

    /** A fixed one: an engine gives a port of its own choice anew whenever a container starts or joins a network. */
    private static int port() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Two of its own for each world that there is at the same time. */
    private String subnet(int network) {
        return subnets.getOrDefault(network, "10.214." + (block * 2 + network));
    }

    /** On the next subnet that is free: others may run the same tests beside these. */
    private void network(String name, int number) throws IOException, InterruptedException {
        String network = prefix + "-" + name;
        for (int turn = 0; turn < SUBNETS; turn++) {
            String subnet = "10.214." + (block * 2 + number + 41L * turn) % SUBNETS;
            if (succeeds("docker", "network", "create", "--subnet", subnet + ".0/24", network)) {
                subnets.put(number, subnet);
                networks.add(network);
                return;
            }
        }
        throw new IOException("no free subnet for network " + network);
    }

    private void container(String name, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker", "run", "--detach", "--name", prefix + "-" + name));
        command.addAll(List.of(options));
        command.add(IMAGE);
        containers.add(prefix + "-" + name);
        output(command);
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
            succeeds("docker", "rm", "--force", "--volumes", container);
        }
        for (String network : networks) {
            succeeds("docker", "network", "rm", network);
        }
    }

    /** Makes the image: Perl and the libraries that it is linked with, by their paths. */
    static void makeImage(Path scratch) throws IOException, InterruptedException {
        List<String> files = new ArrayList<>(List.of(PERL.toString()));
        Matcher libraries = LIBRARY.matcher(output(List.of("ldd", PERL.toString())));
        while (libraries.find()) {
            files.add(libraries.group(1));
        }
        Path tar = scratch.resolve("perl.tar");
        List<String> pack = new ArrayList<>(
                List.of("tar", "--create", "--dereference", "--absolute-names", "--file", tar.toString()));
        pack.addAll(files);
        output(pack);
        docker(
                "import",
                "--change",
                "ENTRYPOINT [\"/usr/bin/perl\", \"-e\", " + json(SERVER) + "]",
                tar.toString(),
                IMAGE);
    }

    private static String json(String text) {
        return '"' + text.strip().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + '"';
    }

    private static String docker(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(words));
        return output(command);
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = text(process.getInputStream());
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + printed);
        return printed;
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        text(process.getInputStream());
        return process.waitFor() == 0;
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}

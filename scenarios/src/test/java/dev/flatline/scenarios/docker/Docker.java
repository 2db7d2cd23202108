package dev.flatline.scenarios.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.testing.Requires;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program {@code docker}, with which tests make what is not Flatline's and see what Flatline did, and a small image for both. */
final class Docker {

    /** This machine's Perl with the libraries that it is linked with, so that no registry is needed; runs its command as a program. */
    static final String PERL_IMAGE = "flatline-test-perl:1";

    private static final int SUBNETS = 256;
    private static final Path PERL = Path.of("/usr/bin/perl");
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

    private Docker() {}

    /** Ends the calling test unless there is an engine, this program, and what the image is made of; makes that unless it is there. */
    static void needPerl(Path scratch) throws IOException, InterruptedException {
        TestImages.needEngine();
        boolean tool = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "docker")));
        Requires.present("docker", tool, "docker is not on the PATH");
        Requires.present("docker", Files.isExecutable(PERL), "the image of the test needs " + PERL);
        if (!succeeds("image", "inspect", PERL_IMAGE)) {
            makePerl(scratch.resolve("perl.tar").toString());
        }
    }

    private static void makePerl(String tar) throws IOException, InterruptedException {
        List<String> pack = new ArrayList<>(
                List.of("tar", "--create", "--dereference", "--absolute-names", "--file", tar, PERL.toString()));
        Matcher libraries = LIBRARY.matcher(output(List.of("ldd", PERL.toString())));
        while (libraries.find()) {
            pack.add(libraries.group(1));
        }
        output(pack);
        run("import", "--change", "ENTRYPOINT [\"" + PERL + "\", \"-e\"]", tar, PERL_IMAGE);
    }

    /** The words that run a program with this machine's Perl, or that of the image. */
    static List<String> perl(String program) {
        return List.of(PERL.toString(), "-e", program);
    }

    /** Makes a network on a subnet that is free, because others may run the same tests; returns the first three octets of its addresses. */
    static String network(String name) throws IOException, InterruptedException {
        long from = ProcessHandle.current().pid() + name.hashCode();
        for (int turn = 0; turn < SUBNETS; turn++) {
            String subnet = "10.214." + Math.floorMod(from + turn, SUBNETS);
            if (succeeds("network", "create", "--subnet", subnet + ".0/24", name)) {
                return subnet;
            }
        }
        throw new IOException("no free subnet for network " + name);
    }

    /** The containers and networks that a run has made and that are still there. */
    static String leftOf(String run) throws IOException, InterruptedException {
        String label = "label=dev.flatline.run=" + run;
        return run("ps", "--all", "--quiet", "--filter", label) + run("network", "ls", "--quiet", "--filter", label);
    }

    /** Runs the program with these words and returns what it printed; fails unless it ends with 0. */
    static String run(String... words) throws IOException, InterruptedException {
        return output(command(words));
    }

    /** Whether it ends with 0. */
    static boolean succeeds(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(command(words))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(words));
        return command;
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + printed);
        return printed;
    }
}

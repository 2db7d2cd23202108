package dev.flatline.chaos.kernel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The program {@code nft}, entered into other namespaces by {@code nsenter}. */
final class NftProgram implements Nft {

    private static final long LIMIT_SECONDS = 10;
    private static final String PERMISSION = "Operation not permitted";

    @Override
    public String run(NetworkNamespace where, Mode mode, String script) throws NftException {
        List<String> words = new ArrayList<>();
        try {
            if (!where.isOwn()) {
                OptionalLong member = where.member();
                if (member.isEmpty()) {
                    throw NftException.ofGone(where);
                }
                words.addAll(List.of("nsenter", "--net=/proc/" + member.getAsLong() + "/ns/net"));
            }
        } catch (IOException e) {
            throw new NftException(String.valueOf(e.getMessage()));
        }
        words.add("nft");
        if (mode == Mode.CHECK) {
            words.add("-c");
        }
        words.addAll(List.of("-f", "-"));
        return run(words, script);
    }

    private static String run(List<String> words, String script) throws NftException {
        Process process = start(words);
        CompletableFuture<Process> unused = process.onExit()
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .whenComplete((ended, late) -> {
                    if (late != null) {
                        process.destroyForcibly();
                    }
                });
        try {
            tell(process, script);
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new NftException(reason(status, said));
            }
            return said;
        } catch (IOException e) {
            throw new NftException("nft cannot be talked to: " + e.getMessage());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new NftException("interrupted while nft ran");
        }
    }

    private static Process start(List<String> words) throws NftException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        try {
            return builder.start();
        } catch (IOException missing) {
            String program = words.get(0);
            throw new NftException("mode kernel needs the program " + program + ", which cannot be run here; install "
                    + (program.equals("nft")
                            ? "nftables (apt-get install nftables, dnf install nftables)"
                            : "util-linux")
                    + ", or take mode drop");
        }
    }

    /** One that ends before it has read everything says why. */
    private static void tell(Process process, String script) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(script.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            return;
        }
    }

    static String reason(int status, String said) {
        if (said.contains(PERMISSION)) {
            return "mode kernel needs root or the capability CAP_NET_ADMIN, which this process does not have; run it as root, in a"
                    + " container with --cap-add NET_ADMIN, or take mode drop";
        }
        String line = said.lines()
                .map(String::strip)
                .filter(text -> text.contains("Error") || text.contains("nsenter"))
                .findFirst()
                .orElse("it ended with " + status);
        return "this kernel does not do what mode kernel asks of nftables (" + line
                + "); it needs NF_TABLES_INET, or take mode drop";
    }
}

package dev.flatline.chaos.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import dev.flatline.chaos.replica.ReplicaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands in containers. */
final class Execs {

    private static final long LIMIT_SECONDS = 30;
    private static final int MOST_CHARS = 300;

    private Execs() {}

    /**
     * How a command ended.
     *
     * @param exit its exit code; 126 and 127 are also said of a program that is not there
     * @param said the beginning of what it printed, in one line
     */
    record Ended(long exit, String said) {

        /** How it ended, in words that end a sentence. */
        String words() {
            return "ended with exit code " + exit + (said.isEmpty() ? "" : ": " + said);
        }
    }

    /** Takes the beginning of what a command prints. */
    private static final class Said extends ResultCallback.Adapter<Frame> {

        private final StringBuilder text = new StringBuilder();

        @Override
        public synchronized void onNext(Frame frame) {
            if (text.length() < MOST_CHARS && frame.getPayload() != null) {
                text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            }
        }

        synchronized String line() {
            String line = text.toString().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
            return line.length() > MOST_CHARS ? line.substring(0, MOST_CHARS) + "…" : line;
        }
    }

    /** Runs a command in a container and waits for its end. */
    static Ended run(DockerClient client, String container, List<String> command) throws ReplicaException {
        String id = client.execCreateCmd(container)
                .withCmd(command.toArray(String[]::new))
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        Said said = new Said();
        try (ResultCallback.Adapter<Frame> output = client.execStartCmd(id).exec(said)) {
            if (!output.awaitCompletion(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new ReplicaException(
                        "'" + String.join(" ", command) + "' did not end within " + LIMIT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplicaException("interrupted while '" + String.join(" ", command) + "' ran", e);
        } catch (IOException e) {
            throw new ReplicaException("'" + String.join(" ", command) + "' cannot be followed: " + e.getMessage(), e);
        }
        Long exit = client.inspectExecCmd(id).exec().getExitCodeLong();
        return new Ended(exit == null ? 0 : exit, said.line());
    }
}

package dev.flatline.chaos.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import dev.flatline.chaos.replica.ReplicaException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands in containers. */
final class Execs {

    private static final long LIMIT_SECONDS = 30;

    private Execs() {}

    /** Runs a command in a container and returns its exit code. */
    static long run(DockerClient client, String container, List<String> command) throws ReplicaException {
        String id = client.execCreateCmd(container)
                .withCmd(command.toArray(String[]::new))
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        try (ResultCallback.Adapter<Frame> output = client.execStartCmd(id).exec(new ResultCallback.Adapter<>())) {
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
        return exit == null ? 0 : exit;
    }
}

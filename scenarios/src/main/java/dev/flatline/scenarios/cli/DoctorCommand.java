package dev.flatline.scenarios.cli;

import dev.flatline.chaos.kernel.KernelLoss;
import dev.flatline.scenarios.doctor.Doctor;
import dev.flatline.scenarios.doctor.DoctorJson;
import dev.flatline.scenarios.doctor.Machine;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code flatline doctor}: what this machine can hold. */
@Command(name = "doctor", description = "Say what this machine can hold, what limits it, and the command that helps.")
final class DoctorCommand implements Callable<Integer> {

    private final Environment environment;

    @Option(names = "--json", description = "for scripts: one JSON object")
    private boolean json;

    DoctorCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Machine machine = environment.machine().get();
        Optional<String> refusal = KernelLoss.probe();
        if (json) {
            environment.out().println(DoctorJson.of(machine, refusal));
        } else {
            Doctor.lines(machine, refusal).forEach(environment.out()::println);
        }
        return 0;
    }
}

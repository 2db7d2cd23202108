package dev.flatline.scenarios.cli;

import dev.flatline.scenarios.doctor.Doctor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code flatline doctor}: what this machine can hold. */
@Command(name = "doctor", description = "Say what this machine can hold, what limits it, and the command that helps.")
final class DoctorCommand implements Callable<Integer> {

    private final Environment environment;

    DoctorCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Doctor.lines(environment.machine().get()).forEach(environment.out()::println);
        return 0;
    }
}

package dev.flatline.scenarios.cli;

import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.ToxicTypes;
import dev.flatline.core.text.Nearest;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.view.ToxicText;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code flatline toxic types}: what this version can do, without asking a proxy. */
@Command(name = "types", description = "List the types of toxics with their attributes, or tell all about one.")
final class ToxicTypesCommand implements Callable<Integer> {

    private final Environment environment;

    @Parameters(arity = "0..1", paramLabel = "TYPE", description = "the one to tell about")
    private Optional<String> type = Optional.empty();

    ToxicTypesCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (type.isEmpty()) {
            ToxicText.types(ToxicTypes.all()).forEach(environment.out()::println);
            return 0;
        }
        List<String> names = ToxicTypes.all().stream().map(ToxicType::name).toList();
        ToxicType one = ToxicTypes.named(type.get())
                .orElseThrow(() -> new FlatlineException(
                        ExitStatus.USAGE,
                        "found '" + type.get() + "', which is no type of toxic; " + Nearest.hint(type.get(), names)));
        ToxicText.all(one).forEach(environment.out()::println);
        return 0;
    }
}

package dev.flatline.scenarios.file;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.run.Mismatches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation prints as a fleet can be run as it is printed. */
class DocumentedScenariosTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```yaml\n(.*?)^```$");
    private static final Pattern FLEET = Pattern.compile("(?m)^clients:");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/profiles.md"})
    void everyFleetInTheDocumentationIsAScenarioWhoseClientsAndServerCanLiveTogether(String page) throws IOException {
        Files.writeString(folder.resolve("users.csv"), "user,token\nann,t1\n");
        List<String> fleets = new ArrayList<>();
        Matcher examples = EXAMPLE.matcher(Files.readString(root().resolve(page)));
        examples.results()
                .map((MatchResult found) -> found.group(1))
                .filter(text -> FLEET.matcher(text).find())
                .forEach(fleets::add);

        assertTrue(!fleets.isEmpty(), "no example of a fleet in " + page);
        for (String fleet : fleets) {
            String text = "name: example\nduration: 2m\n" + fleet;
            Path file = folder.resolve("example.yaml");
            Scenario scenario =
                    assertDoesNotThrow(() -> ScenarioReader.read(text, file.toString(), List.of()), () -> page + text);
            assertEquals(List.of(), Mismatches.of(scenario, scenario.targets().isForeign()), page);
        }
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("README.md")) ? here : Objects.requireNonNull(here.getParent());
    }
}

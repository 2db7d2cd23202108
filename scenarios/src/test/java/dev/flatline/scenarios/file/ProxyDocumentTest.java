package dev.flatline.scenarios.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.flatline.chaos.toxic.Parameter;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.ToxicTypes;
import dev.flatline.scenarios.file.ProxyReader.OneProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/proxy.md} says what the program does. */
final class ProxyDocumentTest {

    private static final Path PAGE = Path.of("../docs/proxy.md");
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\\n(.*?)```");

    @Test
    void itsTableOfToxicsIsThatOfTheProgram() throws IOException {
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf("<!-- toxics -->\n"), page.indexOf("<!-- end of toxics -->"));

        assertEquals(
                ToxicTypes.all().stream().map(ProxyDocumentTest::row).collect(Collectors.joining("\n")),
                table.lines().filter(line -> line.startsWith("| `")).collect(Collectors.joining("\n")),
                "the rows between the marks, as they should be, are the expected ones");
    }

    @Test
    void itsFilesAreGood(@TempDir Path folder) throws IOException {
        List<String> files = YAML.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertFalse(files.isEmpty());
        for (String text : files) {
            Path file = Files.writeString(folder.resolve("proxy.yaml"), text);
            ProxyReader.read(Optional.of(file.toString()), List.of(), OneProxy.NONE);
        }
    }

    @Test
    void itNamesEveryKeyOfTheFile() throws IOException {
        List<String> keys = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
                .matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .toList();

        for (String key : ProxyReader.KEYS) {
            assertEquals(1, keys.stream().filter(("| `" + key + "` |")::equals).count(), key);
        }
    }

    private static String row(ToxicType type) {
        String attributes =
                type.parameters().stream().map(ProxyDocumentTest::attribute).collect(Collectors.joining("<br>"));
        return "| `" + type.name() + "` | " + type.description() + " | "
                + type.stream().word() + " | " + attributes + " |";
    }

    private static String attribute(Parameter attribute) {
        String fallback = String.valueOf(attribute.fallback());
        return "`" + attribute.name() + "`" + (fallback.isEmpty() ? "" : " = " + fallback) + ": "
                + attribute.description();
    }
}

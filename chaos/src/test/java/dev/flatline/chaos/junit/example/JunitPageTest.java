package dev.flatline.chaos.junit.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example of docs/junit.md is the one that is run here. */
final class JunitPageTest {

    @Test
    void thePageShowsThisTest() throws IOException {
        Path root = root();
        String test =
                Files.readString(root.resolve("chaos/src/test/java/dev/flatline/chaos/junit/example/ChatTest.java"));
        String page = Files.readString(root.resolve("docs/junit.md"));

        assertTrue(page.contains(test.substring(test.indexOf("@ChaosProxy("))), "docs/junit.md is out of date");
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("docs")) ? here : here.resolve("..");
    }
}

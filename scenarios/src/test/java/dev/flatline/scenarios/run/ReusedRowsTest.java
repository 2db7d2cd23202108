package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.file.ScenarioFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReusedRowsTest {

    @TempDir
    private Path folder;

    @Test
    void saysHowManyClientsAreTheSameUser() throws IOException {
        assertEquals(
                List.of("clients 'web': request.csv has 2 rows for 5 clients, so up to 3 of them are the same user"),
                ReusedRows.of(scenario(5)));
    }

    @Test
    void aRowForEachIsEnough() throws IOException {
        assertEquals(List.of(), ReusedRows.of(scenario(2)));
    }

    private Scenario scenario(int clients) throws IOException {
        Files.writeString(folder.resolve("users.csv"), "token\na\nb\n");
        Path file = Files.writeString(folder.resolve("some.yaml"), """
                name: some
                duration: 1s
                clients:
                  - name: web
                    count: %d
                    connect: {rate: 1/s}
                    request: {csv: users.csv, headers: {Authorization: "Bearer {token}"}}
                """.formatted(clients));
        return ScenarioFiles.load(file.toString(), List.of());
    }
}

package dev.flatline.report.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.report.testing.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One clear line for every folder that is not what it should be: {@code $} stands for the folder. */
class BadFolderTest {

    private static final String EXPECTED = ": expected the result folder of a flatline run, with summary.json";

    @TempDir
    Path temp;

    @Test
    void namesAFolderThatIsMissing() {
        assertEquals("there is no $" + EXPECTED, openFails());
    }

    @Test
    void namesAFileWhereAFolderShouldBe() throws IOException {
        Files.writeString(folder(), "");

        assertEquals("$ is a file" + EXPECTED, openFails());
    }

    @Test
    void namesAnEmptyFolder() throws IOException {
        Files.createDirectory(folder());

        assertEquals("$ is empty" + EXPECTED, openFails());
    }

    @Test
    void namesAFolderOfSomethingElse() throws IOException {
        Files.createDirectory(folder());
        Files.writeString(folder().resolve("holiday.jpg"), "");

        assertEquals("$ holds no summary.json (it holds holiday.jpg)" + EXPECTED, openFails());
    }

    @Test
    void namesASummaryThatIsCut() throws IOException {
        write();
        String whole = Files.readString(folder().resolve("summary.json"));

        summary(whole.substring(0, whole.length() / 2));

        assertEquals("$/summary.json is cut or is not JSON: expected a whole summary of flatline", openFails());
    }

    @Test
    void namesASummaryThatIsEmpty() throws IOException {
        write();

        summary("");

        assertEquals("$/summary.json is empty or is no JSON object: expected a summary of flatline", openFails());
    }

    @Test
    void namesASummaryOfAnotherTool() throws IOException {
        write();

        summary("{\"metrics\": {}}");

        assertEquals(
                "$/summary.json is not a summary of flatline: it has no fields \"schema\" and \"flatline\"",
                openFails());
    }

    @Test
    void namesASchemaThatItDoesNotKnow() throws IOException {
        write();

        summary("{\"schema\": 3, \"flatline\": \"9\"}");

        assertEquals("$/summary.json has schema 3, this version reads 2", openFails());
    }

    @Test
    void namesAFieldThatIsMissingAndOneThatIsWrong() throws IOException {
        write();
        String whole = Files.readString(folder().resolve("summary.json"));

        summary(whole.replace("\"seed\"", "\"sed\""));
        assertEquals("$/summary.json has no field \"seed\"", openFails());

        summary(whole.replace("\"count\": 4998", "\"count\": \"many\""));
        assertEquals(
                "$/summary.json metrics.connect.tcp field \"count\" is \"many\", expected a whole number", openFails());
    }

    @Test
    void namesADamagedLineInTheMiddleOfTheTimeline() throws IOException {
        write();
        Path timeline = folder().resolve("timeline.csv");

        Files.writeString(timeline, Files.readString(timeline).replaceFirst("\n1,", "\none,"));

        assertEquals(
                "$/timeline.csv line 3 is no row of a timeline: found 'one,800,800,0,400,400,0,0,400,160', expected "
                        + SecondCsv.HEADER,
                openFails());
    }

    @Test
    void namesATimelineThatIsMissing() throws IOException {
        write();

        Files.delete(folder().resolve("timeline.csv"));

        assertEquals("$ has summary.json and no timeline.csv: a part of it is missing", openFails());
    }

    @Test
    void refusesToWriteIntoAFolderThatHoldsARun() throws IOException {
        write();

        assertEquals("$ already holds a run: name another folder, or remove this one", createFails(folder()));
    }

    @Test
    void refusesToWriteIntoAFolderThatHoldsSomethingElse() throws IOException {
        Files.createDirectory(folder());
        Files.writeString(folder().resolve("holiday.jpg"), "");

        assertEquals(
                "$ is not empty (it holds holiday.jpg): results need a new or an empty folder", createFails(folder()));
        assertFalse(Files.exists(folder().resolve("run.lock")));
    }

    @Test
    void refusesAFileInTheWay() throws IOException {
        Files.writeString(folder(), "");

        assertEquals("cannot write results to $: a file of that name is in the way", createFails(folder()));
    }

    @Test
    void saysThatAPlaceCannotBeWritten() throws IOException {
        Files.writeString(folder(), "");

        assertEquals("cannot write results to $/deeper: Not a directory", createFails(folder().resolve("deeper")));
    }

    private Path folder() {
        return temp.resolve("run");
    }

    private void write() throws IOException {
        try (ResultWriter writer = ResultFolder.create(folder())) {
            SampleRun run = new SampleRun();
            writer.writeSummary(run.result());
            writer.appendSeconds(run.seconds);
        }
    }

    private void summary(String text) throws IOException {
        Files.writeString(folder().resolve("summary.json"), text);
    }

    private String openFails() {
        return line(assertThrows(ResultFolderException.class, () -> ResultFolder.open(folder())));
    }

    private String createFails(Path place) {
        return line(assertThrows(
                ResultFolderException.class, () -> ResultFolder.create(place).close()));
    }

    private String line(ResultFolderException e) {
        return String.valueOf(e.getMessage()).replace(folder().toString(), "$");
    }
}

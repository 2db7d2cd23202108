package dev.flatline.scenarios.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases of RFC 4180, section 2, and what is none of them. */
final class CsvTableTest {

    @TempDir
    private Path folder;

    @Test
    void aLineIsARecordAndTheLastOneNeedNotEnd() throws IOException {
        assertRows("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", List.of("aaa", "bbb", "ccc"), List.of("zzz", "yyy", "xxx"));
        assertRows("aaa,bbb\r\nzzz,yyy", List.of("aaa", "bbb"), List.of("zzz", "yyy"));
        assertRows("aaa,bbb\nzzz,yyy\n", List.of("aaa", "bbb"), List.of("zzz", "yyy"));
    }

    @Test
    void spacesArePartOfAValueAndValuesMayBeEmpty() throws IOException {
        assertRows("a, b \n x,\n", List.of("a", " b "), List.of(" x", ""));
        assertRows("a\n\n", List.of("a"), List.of(""));
    }

    @Test
    void quotesHoldCommasEndsOfLinesAndDoubledQuotes() throws IOException {
        assertRows(
                "\"a\",\"b,c\",\"d\"\"e\"\r\n\"1\r\n2\",\"\",\"\"\"\"\r\n",
                List.of("a", "b,c", "d\"e"),
                List.of("1\r\n2", "", "\""));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
        assertRows("\uFEFFname\nZoë\n", List.of("name"), List.of("Zoë"));
    }

    @Test
    void everyRowKnowsItsLine() throws IOException {
        CsvTable table = CsvTable.read(file("a,b\n\"1\n2\",x\n3,y\n"));

        assertEquals(List.of(2, 4), table.lines());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a,b~1,2~3~      | :3: found 1 value; accepted: 2, one for each of a, b
            a,b~1,2,3~      | :2: found 3 values; accepted: 2, one for each of a, b
            a,b~"1~2",3~4~  | :4: found 1 value; accepted: 2, one for each of a, b
            a~x"y~          | :2: found a quote inside a value; accepted: the value in quotes, with its quotes doubled
            a~"x"y~         | :2: found text behind a quoted value; accepted: a comma or the end of the line there
            a~1~"x~y        | :3: found a quote that nothing closes; accepted: a quote at the end of the value
            a,a~1,2~        | :1: found the column 'a'; accepted: names without braces, each once, and not client or group
            client,~1,2~    | :1: found the column 'client', ''; accepted: names without braces, each once, and not client or group
            a,b~            | : found no row behind the names of the columns; accepted: at least one
            ``              | : found an empty file; accepted: a line with the names of the columns, and a row for each client
            """)
    void aMistakeIsNamedWithItsLine(String text, String message) throws IOException {
        Path file = file(text.replace('~', '\n'));

        Exception refused = assertThrows(IllegalArgumentException.class, () -> CsvTable.read(file));

        assertEquals(file + message, refused.getMessage());
    }

    @Test
    void whatIsNoFileAndWhatIsNoTextIsNamed() throws IOException {
        Path missing = folder.resolve("none.csv");
        Path binary = Files.write(folder.resolve("binary.csv"), new byte[] {'a', '\n', (byte) 0xFF});

        Exception first = assertThrows(IllegalArgumentException.class, () -> CsvTable.read(missing));
        Exception second = assertThrows(IllegalArgumentException.class, () -> CsvTable.read(binary));

        assertEquals("found no file " + missing + "; accepted: a CSV file in UTF-8", first.getMessage());
        assertEquals(binary + ": found bytes that are not UTF-8; accepted: a CSV file in UTF-8", second.getMessage());
    }

    private void assertRows(String text, List<String> columns, List<String> row) throws IOException {
        CsvTable table = CsvTable.read(file(text));

        assertEquals(columns, table.rows().columns());
        assertEquals(List.of(row), table.rows().rows());
    }

    private Path file(String text) throws IOException {
        return Files.write(folder.resolve("users.csv"), text.getBytes(StandardCharsets.UTF_8));
    }
}

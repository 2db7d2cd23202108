package dev.flatline.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ChartLibraryTest {

    @Test
    void findsBothLibrariesOnTheClassPath() {
        String script = ChartLibrary.script();

        assertTrue(script.contains("Chart.js v4"));
        assertTrue(script.contains("chartjs-plugin-annotation v3"));
    }

    @Test
    void takesOutWhatWouldEndAScriptOrAskForAMap() {
        assertEquals("a('<\\/script>');", ChartLibrary.inline("a('</script>');\n//# sourceMappingURL=a.js.map\n"));
    }
}

package dev.flatline.chaos;

import static dev.flatline.chaos.Frames.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.RelayRig.Connection;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.ToxicTypes;
import dev.flatline.chaos.toxic.frame.FrameSlowToxic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guide for those who add a toxic: its example works and is what the page shows, and the types are as it says. */
final class ToxicGuideTest {

    @Test
    void theExampleDelaysAFrameByItsSize() {
        FrameRig rig = new FrameRig();
        Connection connection = rig.upgraded();
        Toxic slow = FrameSlowToxic.TYPE.defaults().with("per_byte", 10_000L).toxic();
        rig.rig.toxics(RelayRig.toxic("slow", Stream.DOWNSTREAM, slow));

        connection.fromServer(text("12345678") + text("9"));
        rig.pass(99);
        assertEquals("", connection.client.sent.toString());
        rig.pass(1);

        assertEquals(text("12345678") + text("9"), connection.client.sent.toString());
        assertEquals(List.of("delay 100.0 100.0", "delay 100.0 100.0"), rig.done());
        rig.close();
    }

    @Test
    void thePageShowsTheExample() throws Exception {
        Path chaos = module();
        String example =
                Files.readString(chaos.resolve("src/test/java/dev/flatline/chaos/toxic/frame/FrameSlowToxic.java"));
        String page = Files.readString(chaos.resolve("CREATING_TOXICS.md"));

        assertTrue(page.contains("```java\n" + example + "```"), "CREATING_TOXICS.md is out of date");
    }

    @Test
    void thePageNamesEveryFrameToxic() throws Exception {
        String page = Files.readString(module().resolve("CREATING_TOXICS.md"));
        List<String> missing = new ArrayList<>();

        for (ToxicType type : ToxicTypes.all()) {
            boolean onFrames = type.name().startsWith("frame_") || type.name().equals("swallow_close");
            if (onFrames && !page.contains("`" + type.name() + "`")) {
                missing.add(type.name());
            }
        }

        assertEquals(List.of(), missing);
    }

    static List<ToxicType> types() {
        return ToxicTypes.all();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeMakesAToxicOfItsDefaultsAndIsFoundByItsName(ToxicType type) {
        Toxic toxic = type.defaults().toxic();

        assertEquals(type.name(), toxic.type().name());
        assertEquals(type.defaults(), toxic.values());
        assertEquals(type, ToxicTypes.named(type.name()).orElseThrow());
    }

    private static Path module() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("CREATING_TOXICS.md")) ? here : here.resolveSibling("chaos");
    }
}

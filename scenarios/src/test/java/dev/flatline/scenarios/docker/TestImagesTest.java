package dev.flatline.scenarios.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.chaos.docker.Engine;
import dev.flatline.chaos.replica.ReplicaException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The images that the other tests of this package stand on. */
@Tag("docker")
class TestImagesTest {

    @Test
    void theSameInputIsTheSameImage() throws ReplicaException {
        String tag = TestImages.flatline();

        try (Engine engine = TestImages.open()) {
            assertEquals(engine.imageId(tag), engine.imageId(TestImages.flatline()));
        }
    }

    @Test
    void aServerOfAThirdPartyIsThereToo() throws ReplicaException {
        String tag = TestImages.ws();

        try (Engine engine = TestImages.open()) {
            engine.needImage(tag);
        }
    }
}

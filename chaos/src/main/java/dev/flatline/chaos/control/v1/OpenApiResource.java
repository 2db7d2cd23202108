package dev.flatline.chaos.control.v1;

import dev.flatline.chaos.control.ControlException;
import dev.flatline.chaos.control.http.Reply;
import dev.flatline.chaos.control.http.Resource;
import dev.flatline.chaos.control.http.Router;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** {@code /v1/openapi.yaml}: the description of this API. */
public final class OpenApiResource implements Resource {

    private static final String FILE = "/dev/flatline/chaos/control/openapi.yaml";

    @Override
    public void addTo(Router router) {
        router.on("GET", "/v1/openapi.yaml", request -> Reply.text(200, "application/yaml", text()));
    }

    /** The description; it is on the class path. */
    public static String text() {
        try (InputStream in = OpenApiResource.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new ControlException(500, "the description was left out of this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ControlException(500, "the description cannot be read: " + e.getMessage());
        }
    }
}

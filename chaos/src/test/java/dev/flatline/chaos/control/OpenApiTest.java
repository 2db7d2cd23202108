package dev.flatline.chaos.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.control.http.ControlOptions;
import dev.flatline.chaos.control.v1.OpenApiResource;
import dev.flatline.chaos.service.ChaosService;
import dev.flatline.chaos.service.ServiceOptions;
import java.io.IOException;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real-socket")
final class OpenApiTest {

    private static final Pattern PATH = Pattern.compile("^  (/\\S*):$");
    private static final Pattern METHOD = Pattern.compile("^    (get|post|put|patch|delete):.*$");

    @Test
    void describesEveryRouteAndNoOther() throws IOException {
        TreeSet<String> described = new TreeSet<>();
        String path = "";
        for (String line : OpenApiResource.text().lines().toList()) {
            Matcher isPath = PATH.matcher(line);
            Matcher isMethod = METHOD.matcher(line);
            if (isPath.matches()) {
                path = isPath.group(1);
            } else if (isMethod.matches()) {
                described.add(isMethod.group(1).toUpperCase(Locale.ROOT) + " " + path);
            }
        }

        TreeSet<String> answered = new TreeSet<>();
        ServiceOptions options =
                ServiceOptions.defaults().with(ControlOptions.defaults().onPort(0));
        try (ChaosService service = ChaosService.open(options, Throwable::printStackTrace)) {
            answered.addAll(service.routes());
        }

        assertEquals(answered, described);
        assertTrue(answered.size() > 25, answered.toString());
    }

    @Test
    void isServed() throws IOException {
        try (ApiRig rig = new ApiRig(HubOptions.defaults())) {
            RawHttp.Answer answer = RawHttp.get(rig.api.port(), "/v1/openapi.yaml");

            assertEquals(OpenApiResource.text(), answer.body());
        }
    }
}

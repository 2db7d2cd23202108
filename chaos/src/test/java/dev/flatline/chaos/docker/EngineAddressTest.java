package dev.flatline.chaos.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An engine is found by DOCKER_HOST, or where engines usually listen. */
class EngineAddressTest {

    private static final String DOCKER = "/var/run/docker.sock";
    private static final String PODMAN = "/run/podman/podman.sock";

    @Test
    void anAddressOfAnotherMachineIsElsewhereAndOneOfThisIsNot() {
        assertTrue(address("tcp://192.0.2.7:2376").isElsewhere());
        assertFalse(address("tcp://127.0.0.1:2376").isElsewhere());
        assertFalse(address("unix:///var/run/docker.sock").isElsewhere());
        assertFalse(address("tcp://no-such-host.invalid:2375").isElsewhere());
    }

    private static EngineAddress address(String uri) {
        return EngineAddress.find(uri, Map.of(), path -> true);
    }

    @Test
    void whatTheScenarioSaysIsTakenBeforeTheEnvironment() {
        EngineAddress found = find("unix:///mine.sock", Map.of("DOCKER_HOST", "tcp://10.0.0.1:2375"), DOCKER);

        assertEquals("unix:///mine.sock", found.uri());
    }

    @Test
    void theEnvironmentIsTakenBeforeSocketsThatAreThere() {
        EngineAddress found = find("", Map.of("DOCKER_HOST", "tcp://10.0.0.1:2375"), DOCKER);

        assertEquals("tcp://10.0.0.1:2375", found.uri());
        assertFalse(found.tls());
        assertFalse(found.isSocket());
    }

    @Test
    void tlsIsSpokenWhenTheEnvironmentSaysSo() {
        Map<String, String> environment = Map.of(
                "DOCKER_HOST", "tcp://10.0.0.1:2376", "DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", "/certificates");

        EngineAddress found = find("", environment);

        assertTrue(found.tls());
        assertEquals("/certificates", found.certificates());
    }

    @Test
    void aSocketOfThisMachineIsNeverSpokenToInTls() {
        EngineAddress found = find("", Map.of("DOCKER_TLS_VERIFY", "1"), DOCKER);

        assertFalse(found.tls());
    }

    @Test
    void dockersSocketComesBeforePodmansAndTheUsersPodmanBeforeTheMachines() {
        Map<String, String> user = Map.of("XDG_RUNTIME_DIR", "/run/user/7");
        String own = "/run/user/7/podman/podman.sock";

        assertEquals("unix://" + DOCKER, find("", user, DOCKER, own, PODMAN).uri());
        assertEquals("unix://" + own, find("", user, own, PODMAN).uri());
        assertEquals("unix://" + PODMAN, find("", user, PODMAN).uri());
    }

    @Test
    void whereThereIsNoneDockersIsMissedByItsName() {
        assertEquals("unix://" + DOCKER, find("", Map.of()).uri());
    }

    private static EngineAddress find(String asked, Map<String, String> environment, String... sockets) {
        Set<String> there = Set.of(sockets);
        return EngineAddress.find(asked, environment, (Path path) -> there.contains(path.toString()));
    }
}

package dev.flatline.scenarios.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavaCommandTest {

    @Test
    void aChildOfAnyProcessIsSmall() {
        assertEquals(
                List.of("-Xms16m", "-Xmn8m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                JavaCommand.flags(List.of()));
    }

    @Test
    void whatTheParentWasToldHoldsForItsChildren() {
        assertEquals(
                List.of("-Xmx2g", "-Xmn64m", "-XX:+UseZGC", "-XX:TieredStopAtLevel=4", "-Da=b", "-Xms16m"),
                JavaCommand.flags(
                        List.of("-Xms128m", "-Xmx2g", "-Xmn64m", "-XX:+UseZGC", "-XX:TieredStopAtLevel=4", "-Da=b")));
    }

    @Test
    void whatOnlyOneProcessCanHaveIsLeftOut() {
        List<String> flags = JavaCommand.flags(List.of(
                "-agentlib:jdwp=transport=dt_socket,server=y,address=5005",
                "-javaagent:/tmp/agent.jar",
                "-XX:StartFlightRecording=filename=run.jfr"));

        assertEquals(List.of("-Xms16m", "-Xmn8m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), flags);
    }
}

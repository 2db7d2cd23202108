package dev.flatline.scenarios.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DoctorJsonTest {

    @Test
    void saysTheSameAsTheTable() {
        String json = DoctorJson.of(Machines.with(20_000, 20_000, 28_232));

        assertTrue(json.contains("""
                    "openFilesSoft": 20000,
                    "openFilesHard": 20000,
                    "openFilesUsed": 50,
                    "openFilesOfAll": null,
                """), json);
        assertTrue(json.endsWith("""
                    "threadsUsed": null
                  },
                  "modes": [
                    {"mode": "inject: proxy, embedded server", "descriptorsPerClient": 4, "processes": 1, "clients": 4465, "boundBy": "open files"},
                    {"mode": "inject: proxy, server of yours", "descriptorsPerClient": 3, "processes": 1, "clients": 5954, "boundBy": "open files"},
                    {"mode": "inject: client, embedded server", "descriptorsPerClient": 2, "processes": 1, "clients": 8931, "boundBy": "open files"},
                    {"mode": "inject: client, server of yours", "descriptorsPerClient": 1, "processes": 1, "clients": 17863, "boundBy": "open files"},
                    {"mode": "inject: client, server of yours", "descriptorsPerClient": 1, "processes": 64, "clients": 1143232, "boundBy": "open files"}
                  ]
                }"""), json);
    }

    @Test
    void saysWhetherTheKernelDropsPackets() {
        Machine machine = Machine.unknown(2);

        String yes = DoctorJson.of(machine, Optional.empty());
        String no = DoctorJson.of(machine, Optional.of("no \"nft\" here"));

        assertTrue(yes.endsWith("\n  ],\n  \"packetLoss\": {\"possible\": true, \"reason\": null}\n}"), yes);
        assertTrue(no.endsWith("\"packetLoss\": {\"possible\": false, \"reason\": \"no  nft  here\"}\n}"), no);
    }

    @Test
    void whatIsUnknownIsNull() {
        String json = DoctorJson.of(Machine.unknown(2));

        assertTrue(json.contains("\"processes\": 1, \"clients\": null, \"boundBy\": null}"), json);
        assertEquals(4, json.lines().filter(line -> line.contains("\"mode\"")).count());
    }
}

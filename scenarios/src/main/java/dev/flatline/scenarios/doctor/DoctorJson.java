package dev.flatline.scenarios.doctor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code flatline doctor} says, for scripts: JSON (RFC 8259), in which null is what is not known or not there. */
public final class DoctorJson {

    private DoctorJson() {}

    /** One object with the limits, and how many clients fit in each mode. */
    public static String of(Machine machine) {
        String limits = limits(machine).entrySet().stream()
                .map(limit -> "    " + quoted(limit.getKey()) + ": " + number(limit.getValue()))
                .collect(Collectors.joining(",\n"));
        String modes = Stream.concat(
                        Stream.of(Mode.values()).map(Setup::of),
                        Stream.of(Setup.of(Mode.DIRECT).inProcesses(Doctor.bestProcesses(machine)))
                                .filter(setup -> setup.processes() > 1))
                .map(setup -> "    " + mode(new Capacity(machine, setup)))
                .collect(Collectors.joining(",\n"));
        return "{\n  \"limits\": {\n" + limits + "\n  },\n  \"modes\": [\n" + modes + "\n  ]\n}";
    }

    /**
     * The same, with whether the kernel drops packets for toxics here.
     *
     * @param refusal why it does not, and what helps; empty if it does
     */
    public static String of(Machine machine, Optional<String> refusal) {
        String reason = refusal.map(words -> quoted(words.replaceAll("[\\p{Cntrl}\"\\\\]", " ")))
                .orElse("null");
        String object = of(machine);
        return object.substring(0, object.lastIndexOf('\n')) + ",\n  \"packetLoss\": {\"possible\": "
                + refusal.isEmpty() + ", \"reason\": " + reason + "}\n}";
    }

    private static Map<String, OptionalLong> limits(Machine machine) {
        Map<String, OptionalLong> limits = new LinkedHashMap<>();
        limits.put("openFilesSoft", machine.descriptors().soft());
        limits.put("openFilesHard", machine.descriptors().hard());
        limits.put("openFilesUsed", machine.descriptors().used());
        limits.put("openFilesOfAll", machine.descriptors().systemMost());
        limits.put("openFilesOfAllUsed", machine.descriptors().systemUsed());
        limits.put("localPorts", machine.ports().count());
        limits.put("timeWait", machine.ports().timeWait());
        limits.put("timeWaitReuse", machine.ports().timeWaitReuse());
        limits.put("acceptQueue", machine.queues().accept());
        limits.put("synQueue", machine.queues().syn());
        limits.put("conntrack", machine.conntrack().most());
        limits.put("conntrackUsed", machine.conntrack().used());
        limits.put("memoryFreeBytes", machine.memory().free());
        limits.put("memoryMaxBytes", machine.memory().groupMost());
        limits.put("heapBytes", machine.memory().heap());
        limits.put("tcpBufferBytes", machine.memory().tcpMost());
        limits.put("tcpBufferBytesUsed", machine.memory().tcpUsed());
        limits.put("cores", OptionalLong.of(machine.processors().cores()));
        limits.put("cpuMaxThousandths", machine.processors().groupThousandths());
        limits.put("threads", machine.processors().tasksMost());
        limits.put("threadsUsed", machine.processors().tasksUsed());
        return limits;
    }

    private static String mode(Capacity capacity) {
        Setup setup = capacity.setup();
        return "{\"mode\": " + quoted(setup.mode().title()) + ", \"descriptorsPerClient\": "
                + setup.mode().descriptors() + ", \"processes\": " + setup.processes() + ", \"clients\": "
                + number(capacity.clients()) + ", \"boundBy\": " + text(capacity.boundBy()) + "}";
    }

    private static String number(OptionalLong value) {
        return value.isPresent() ? String.valueOf(value.getAsLong()) : "null";
    }

    private static String text(Optional<String> value) {
        return value.map(DoctorJson::quoted).orElse("null");
    }

    /** Our own words: none of them has a quote in it. */
    private static String quoted(String words) {
        return '"' + words + '"';
    }
}

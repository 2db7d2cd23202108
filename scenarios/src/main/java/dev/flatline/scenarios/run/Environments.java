package dev.flatline.scenarios.run;

import java.util.LinkedHashMap;
import java.util.Map;

/** The machine and the versions a run was made with, for whoever reads its numbers later. */
final class Environments {

    private static final long MEBIBYTE = 1 << 20;

    private Environments() {}

    static Map<String, String> describe(String transport) {
        Runtime runtime = Runtime.getRuntime();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("java", property("java.vm.name") + " " + property("java.vm.version"));
        facts.put("os", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
        facts.put("cores", Integer.toString(runtime.availableProcessors()));
        facts.put("max heap", runtime.maxMemory() / MEBIBYTE + " MiB");
        facts.put("transport", transport);
        return facts;
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}

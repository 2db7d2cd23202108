package dev.flatline.scenarios.image;

import java.util.Locale;

/** A kind of processor, by the names that Docker, Netty and JLine have for it. */
record Processor(String dockers, String nettys, String jlines) {

    static Processor ofThisMachine() {
        return switch (System.getProperty("os.arch", "").toLowerCase(Locale.ROOT)) {
            case "aarch64" -> new Processor("arm64", "aarch_64", "arm64");
            case "riscv64" -> new Processor("riscv64", "riscv64", "riscv64");
            default -> new Processor("amd64", "x86_64", "x86_64");
        };
    }
}

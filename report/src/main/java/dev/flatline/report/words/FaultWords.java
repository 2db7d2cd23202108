package dev.flatline.report.words;

import dev.flatline.core.measure.FaultOutcome;

/** Faults in a sentence. */
final class FaultWords {

    private FaultWords() {}

    /** The fault as it is first named: {@code a blackhole}, {@code a pause of replica 2}. */
    static String a(FaultOutcome fault) {
        return fault.nature().replicas().isEmpty() ? kind(fault) : kind(fault) + " of " + fault.servers();
    }

    private static String kind(FaultOutcome fault) {
        return switch (fault.label()) {
            case "blackhole" -> "a blackhole";
            case "latency" -> "added latency";
            case "reset" -> "a reset of connections";
            case "refuse" -> "a refusal of new connections";
            case "server-restart" -> "a server restart";
            case "pause" -> "a pause";
            case "kill" -> "a kill";
            case "stop" -> "a stop";
            case "restart" -> "a restart";
            case "disconnect" -> "a network cut";
            case "squeeze" -> "a squeeze";
            case "oom" -> "an out-of-memory kill";
            case "crash-loop" -> "a crash loop";
            case "exec" -> "a command";
            default -> "the fault " + fault.label();
        };
    }

    /** The fault when it was named before: {@code the blackhole}. */
    static String the(FaultOutcome fault) {
        String first = a(fault);
        if (first.startsWith("a ") || first.startsWith("an ")) {
            return "the" + first.substring(first.indexOf(' '));
        }
        return first.startsWith("the ") ? first : "the " + first;
    }

    /** Whom it hit: {@code all 2,000 clients}, {@code 1,000 of 2,000 clients}, {@code nobody}. */
    static String hit(FaultOutcome fault, int clients) {
        if (fault.clientsHit() == 0) {
            return "nobody";
        }
        if (fault.clientsHit() >= clients) {
            return "all " + clients(clients);
        }
        return Units.count(fault.clientsHit()) + " of " + clients(clients);
    }

    /** When it was: {@code from 15 s to 25 s}. */
    static String when(FaultOutcome fault) {
        String from = "from " + Units.seconds(fault.beganSeconds());
        return Double.isNaN(fault.endedSeconds())
                ? from + " until the run ended"
                : from + " to " + Units.seconds(fault.endedSeconds());
    }

    static String clients(long count) {
        return things(count, "client");
    }

    static String things(long count, String thing) {
        return Units.count(count) + " " + thing + (count == 1 ? "" : "s");
    }
}

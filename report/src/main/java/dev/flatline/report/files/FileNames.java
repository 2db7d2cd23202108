package dev.flatline.report.files;

/** The files of a result folder; {@code docs/result-files.md} says what is in them. */
final class FileNames {

    /** The folder of the logs and ends of servers that the run started. */
    static final String SERVERS = "servers";

    static final String SUMMARY = "summary.json";
    static final String SCENARIO = "scenario.yaml";
    static final String TIMELINE = "timeline.csv";
    static final String JOURNAL = "journal.tsv";
    static final String LEDGER = "ledger.tsv";
    static final String HISTOGRAMS = "histograms.hlog";
    static final String HEALTH = "health.csv";
    static final String LOCK = "run.lock";

    private FileNames() {}
}

package dev.flatline.report.html;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.files.ServerTable;
import dev.flatline.report.files.ServerTable.End;
import dev.flatline.report.files.ServerTable.Server;
import dev.flatline.report.words.Units;
import java.util.List;

/** The servers that the run started: where each was, what it used, how it ended and what it said last. */
final class ServersPart {

    private static final int MOST_ENDS = 100;
    private static final int MOST_SERVERS = 100;

    private ServersPart() {}

    static String html(ResultFolder folder) {
        ServerTable table = folder.servers();
        return Markup.section("servers", "Servers", servers(folder) + ends(table) + logs(table));
    }

    private static String servers(ResultFolder folder) {
        Table table = new Table(
                "What the run started, and what it took",
                "Server",
                "What",
                "Name",
                "Address",
                "Memory at most",
                "Restarts",
                "Out of memory",
                "Ends",
                "By itself");
        for (Server server : shown(folder.servers())) {
            List<End> ends = folder.servers().endsOf(server.number());
            long own = ends.stream().filter(End::byItself).count();
            String id = "server." + server.number();
            table.row(
                    Cell.text("replica\u00a0" + server.number()),
                    text(server.image()),
                    text(server.name()),
                    text(server.address()),
                    most(folder.summary(), server, "memory"),
                    most(folder.summary(), server, "restarts"),
                    most(folder.summary(), server, "oom"),
                    Cell.count(ends.size()).value(id + ".ends", ends.size()),
                    Cell.count(own).value(id + ".itself", own));
        }
        int more = folder.servers().servers().size() - MOST_SERVERS;
        return table.html()
                + (more > 0 ? Markup.note("And " + Units.count(more) + " more, in servers/replicas.tsv.") : "");
    }

    private static List<Server> shown(ServerTable table) {
        return table.servers().stream().limit(MOST_SERVERS).toList();
    }

    private static Cell text(String text) {
        return text.isEmpty() ? Cell.html("<span class=\"quiet\">–</span>") : Cell.text(text);
    }

    private static Cell most(RunResult run, Server server, String what) {
        String metric = "replica." + server.number() + "." + what;
        return run.metrics().get(metric) instanceof Metric.Gauge gauge
                ? Cell.number(Units.level(metric, gauge.max()))
                : Cell.html("<span class=\"quiet\">–</span>").asNumber();
    }

    private static String ends(ServerTable servers) {
        if (servers.servers().isEmpty()) {
            return "";
        }
        Table table = new Table("How servers ended", "When", "Server", "How", "Because of");
        servers.ends().stream()
                .limit(MOST_ENDS)
                .forEach(end -> table.row(
                        Cell.text(Units.seconds(end.second())),
                        Cell.text("replica\u00a0" + end.replica()),
                        Cell.text(end.words()),
                        end.byItself()
                                ? Cell.html("<span class=\"missed\">nobody: it ended by itself</span>")
                                : Cell.text(end.cause())));
        int more = servers.ends().size() - MOST_ENDS;
        return table.isEmpty()
                ? Markup.note("None of them ended while the run went on.")
                : table.html()
                        + (more > 0 ? Markup.note("And " + Units.count(more) + " more, in servers/ends.tsv.") : "");
    }

    private static String logs(ServerTable table) {
        StringBuilder logs = new StringBuilder();
        for (Server server : shown(table)) {
            if (!server.lastLines().isEmpty()) {
                String lines = Markup.escape(String.join("\n", server.lastLines()));
                logs.append(Markup.details(
                        "The last lines of replica " + server.number(),
                        "<pre tabindex=\"0\"><code>" + lines + "</code></pre>\n"));
            }
        }
        return logs.toString();
    }
}

package dev.flatline.report.html;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Returned;
import dev.flatline.core.measure.RunResult;
import dev.flatline.report.words.FaultNumbers;
import dev.flatline.report.words.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way back: for each fault, the share of the clients it hit that were open again, over the time since its end. */
final class RecoveryFigure {

    private static final List<String> LOOKS =
            List.of("first", "second", "third", "fourth", "bad", "quiet", "first2", "second2", "third2", "fourth2");

    private RecoveryFigure() {}

    /** Empty if no fault has such a curve. */
    static Optional<Figure> of(RunResult run) {
        double until = run.faults().stream()
                .flatMap(fault -> fault.curve().stream())
                .mapToDouble(Returned::millis)
                .max()
                .orElse(Double.NaN);
        if (Double.isNaN(until)) {
            return Optional.empty();
        }
        List<Line> lines = new ArrayList<>();
        List<String> words = new ArrayList<>();
        Table numbers = new Table("Back after the end of each fault", "Fault", "50 %", "90 %", "99 %", "All");
        for (FaultOutcome fault : run.faults()) {
            if (fault.curve().isEmpty() || fault.clientsHit() == 0) {
                continue;
            }
            String name = FaultsPart.number(fault) + " " + fault.name();
            lines.add(new Line(name, LOOKS.get(lines.size() % LOOKS.size()), true, points(fault, Math.max(until, 1))));
            long back = fault.curve().get(fault.curve().size() - 1).clients();
            words.add(name + ": " + Units.count(back) + " of " + Units.count(fault.clientsHit())
                    + " clients came back, 99 % " + after(run, fault) + ".");
            numbers.row(
                    Cell.text(name),
                    Cell.number(FaultNumbers.back(run, fault, fault.t50())),
                    Cell.number(FaultNumbers.back(run, fault, fault.t90())),
                    Cell.number(FaultNumbers.back(run, fault, fault.t99())),
                    Cell.number(FaultNumbers.back(run, fault, fault.t100())));
        }
        return Optional.of(new Figure(
                "recovery",
                Figure.Kind.SINCE,
                "The way back",
                "share of the clients that a fault hit and that were open again, since its end",
                Unit.PERCENT,
                lines,
                String.join(" ", words),
                numbers,
                Map.of("toggle", true)));
    }

    private static String after(RunResult run, FaultOutcome fault) {
        String time = FaultNumbers.back(run, fault, fault.t99());
        return time.equals(FaultNumbers.NOTHING) ? "at once" : Double.isFinite(fault.t99()) ? "within " + time : time;
    }

    private static List<Point> points(FaultOutcome fault, double until) {
        List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
        for (Returned returned : fault.curve()) {
            points.add(new Point(Math.max(0, returned.millis()), share(fault, returned)));
        }
        points.add(new Point(until, points.get(points.size() - 1).y()));
        return points;
    }

    private static double share(FaultOutcome fault, Returned returned) {
        return 100.0 * returned.clients() / fault.clientsHit();
    }
}

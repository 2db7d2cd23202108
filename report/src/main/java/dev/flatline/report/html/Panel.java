package dev.flatline.report.html;

import java.util.ArrayList;
import java.util.List;

/** Figures and notes between them, in their order on the page. */
final class Panel {

    private final List<Figure> figures = new ArrayList<>();
    private final StringBuilder html = new StringBuilder();

    void add(Figure figure) {
        figures.add(figure);
        html.append(figure.html());
    }

    /** Says in a sentence what cannot be drawn, and why. */
    void note(String sentence) {
        html.append(Markup.note(sentence));
    }

    List<Figure> figures() {
        return figures;
    }

    String html() {
        return html.toString();
    }
}

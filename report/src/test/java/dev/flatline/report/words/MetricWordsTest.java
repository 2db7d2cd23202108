package dev.flatline.report.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.measure.MetricCatalog;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MetricWordsTest {

    @Test
    void everyMetricButThoseOfASingleCauseHasAMeaning() {
        assertEquals(
                List.of(),
                MetricCatalog.entries().stream()
                        .filter(entry -> !entry.sparse())
                        .map(MetricCatalog.Entry::name)
                        .filter(name -> MetricWords.meaning(name).isEmpty())
                        .toList());
    }

    @Test
    void whatIsNotKnownHasNone() {
        assertEquals("", MetricWords.meaning("weather"));
        assertEquals("the same from the actual start, uncorrected", MetricWords.meaning("message.rtt.raw"));
        assertEquals("memory of replica 2", MetricWords.meaning("replica.2.memory"));
    }
}

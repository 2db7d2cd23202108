package dev.flatline.report.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.flatline.core.measure.Metric;
import dev.flatline.report.testing.SampleMetrics;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MetricJsonTest {

    private static final double NEVER = Double.POSITIVE_INFINITY;

    static Stream<Arguments> metrics() {
        return Stream.of(
                Arguments.of(
                        new Metric.Distribution(3, 0, 1.5, 1, 2, 2.25, 2.5, 2.75),
                        "{'type':'distribution','count':3,'mean':1.5,'p50':1.0,'p90':2.0,'p99':2.25,'p999':2.5,"
                                + "'max':2.75,'unit':'ms'}"),
                Arguments.of(
                        new Metric.Distribution(9, 1, NEVER, 1, 2, NEVER, NEVER, NEVER),
                        "{'type':'distribution','count':9,'unfinished':1,'mean':'never','p50':1.0,'p90':2.0,"
                                + "'p99':'never','p999':'never','max':'never','unit':'ms'}"),
                Arguments.of(
                        SampleMetrics.empty(),
                        "{'type':'distribution','count':0,'mean':null,'p50':null,'p90':null,'p99':null,'p999':null,"
                                + "'max':null,'unit':'ms'}"),
                Arguments.of(new Metric.Count(7), "{'type':'count','value':7}"),
                Arguments.of(new Metric.Duration(12.5), "{'type':'duration','value':12.5,'unit':'ms'}"),
                Arguments.of(new Metric.Duration(NEVER), "{'type':'duration','value':'never','unit':'ms'}"),
                Arguments.of(new Metric.Duration(Double.NaN), "{'type':'duration','value':null,'unit':'ms'}"),
                Arguments.of(new Metric.Ratio(Double.NaN), "{'type':'ratio','value':null}"),
                Arguments.of(new Metric.Gauge(5, 2), "{'type':'gauge','max':5,'end':2}"),
                Arguments.of(new Metric.Absent("nobody sees it"), "{'absent':'nobody sees it'}"));
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void readsBackTheMetricThatItWrote(Metric metric, String expected) throws ResultFolderException {
        JsonObject json = MetricJson.write(metric);
        String text = new GsonBuilder().serializeNulls().create().toJson(json);

        Metric read = MetricJson.read(new Fields(JsonParser.parseString(text).getAsJsonObject(), "here"));

        assertEquals(expected, text.replace('"', '\''));
        assertEquals(metric, read);
    }
}

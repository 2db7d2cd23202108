package dev.flatline.benchmarks;

import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * One table of a suite: the same work, done by several subjects.
 *
 * @param title what an operation is
 * @param sources the benchmark methods that the columns come from
 */
record Section(String title, List<Source> sources) {

    /** The parameter that names a subject; all others make rows. */
    static final String SUBJECT_PARAM = "detector";

    /**
     * A benchmark method.
     *
     * @param benchmark the JMH class
     * @param method its method
     * @param column the heading; empty where the parameter {@link #SUBJECT_PARAM} is the heading
     */
    record Source(Class<?> benchmark, String method, String column) {

        String id() {
            return benchmark.getName() + "." + method;
        }
    }

    /** The pattern that makes JMH run a source. */
    List<String> includes() {
        return sources.stream()
                .map(source -> "^" + source.id().replace(".", "\\.") + "$")
                .toList();
    }

    /** The heading of a result, or empty if it is not of this section. */
    String columnOf(BenchmarkParams params) {
        return sources.stream()
                .filter(source -> source.id().equals(params.getBenchmark()))
                .map(source -> source.column().isEmpty() ? params.getParam(SUBJECT_PARAM) : source.column())
                .findFirst()
                .orElse("");
    }

    /** The place of a result's source in the order of columns. */
    int rankOf(BenchmarkParams params) {
        return sources.stream().map(Source::id).toList().indexOf(params.getBenchmark());
    }
}

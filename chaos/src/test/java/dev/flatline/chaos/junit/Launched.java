package dev.flatline.chaos.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A run of a class of tests by JUnit itself, and what came of it. */
final class Launched {

    private final Map<String, Throwable> failures = Collections.synchronizedMap(new TreeMap<>());
    private final List<String> succeeded = Collections.synchronizedList(new ArrayList<>());
    private final List<String> reports = Collections.synchronizedList(new ArrayList<>());

    private Launched() {}

    /** Runs it, with configuration parameters. */
    static Launched run(Class<?> tests, Map<String, String> parameters) {
        Launched launched = new Launched();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .configurationParameters(parameters)
                .build();
        LauncherConfig quiet = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(quiet).execute(request, launched.new Listener());
        return launched;
    }

    /** Runs it. */
    static Launched run(Class<?> tests) {
        return run(tests, Map.of());
    }

    /** Every test has succeeded, and there were as many. */
    void assertSucceeded(int count) {
        assertEquals(Map.of(), failures);
        assertEquals(count, succeeded.size());
    }

    /** What the only failure says, of a test or of the class. */
    String failure() {
        assertEquals(1, failures.size(), failures::toString);
        return String.valueOf(failures.values().iterator().next().getMessage());
    }

    /** What was reported of them. */
    List<String> reports() {
        return List.copyOf(reports);
    }

    private final class Listener implements TestExecutionListener {

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            Optional<Throwable> failure = result.getThrowable();
            String name = test.getDisplayName().replaceAll("\\(.*", "");
            failure.ifPresent(thrown -> failures.put(name, thrown));
            if (test.isTest() && result.getStatus() == Status.SUCCESSFUL) {
                succeeded.add(name);
            }
        }

        @Override
        public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
            entry.getKeyValuePairs().forEach((key, value) -> reports.add(key + ": " + value));
        }
    }
}

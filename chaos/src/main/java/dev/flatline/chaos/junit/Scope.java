package dev.flatline.chaos.junit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The proxies that a class or a test sees: those of the classes around it, and its own. A class keeps those that its tests
 * share; every other one is made for each test.
 */
final class Scope implements AutoCloseable {

    private final String contextId;
    private final @Nullable Scope outer;
    private final List<ProxyDefinition> declared;
    private final Map<String, ProxyRun> own = new LinkedHashMap<>();
    private final List<ProxyRun> shared = new ArrayList<>();

    /** The scope of a context; nothing has started. */
    Scope(ExtensionContext context, @Nullable Scope outer, List<ProxyDefinition> declared) {
        this.contextId = context.getUniqueId();
        this.outer = outer;
        this.declared = List.copyOf(declared);
        List<String> names = new ArrayList<>();
        for (ProxyDefinition definition : visible()) {
            if (names.contains(definition.name())) {
                throw new ExtensionConfigurationException(
                        definition.origin() + ": there are two proxies of the name '" + definition.name() + "'");
            }
            names.add(definition.name());
        }
        boolean test = context.getTestMethod().isPresent();
        for (ProxyDefinition definition : test ? visible() : this.declared) {
            if (definition.shared() != test) {
                own.put(
                        definition.name(),
                        new ProxyRun(definition, () -> definition.upstream().apply(context)));
            }
        }
    }

    boolean isOf(ExtensionContext context) {
        return contextId.equals(context.getUniqueId());
    }

    /** Everything that is declared here or around, outermost first. */
    private List<ProxyDefinition> visible() {
        List<ProxyDefinition> all = new ArrayList<>(outer == null ? List.of() : outer.visible());
        all.addAll(declared);
        return all;
    }

    private List<ProxyRun> runs() {
        List<ProxyRun> all = new ArrayList<>(outer == null ? List.of() : outer.runs());
        all.addAll(own.values());
        return all;
    }

    /**
     * The proxy of a name, or the only one.
     *
     * @param name empty for the only one
     * @throws ExtensionConfigurationException if that is none; says which ones there are
     */
    Proxy proxy(String name) {
        List<String> names = visible().stream().map(ProxyDefinition::name).toList();
        if (names.isEmpty()) {
            throw new ExtensionConfigurationException("no proxy is declared here, with @ChaosProxy on test or class");
        }
        if (name.isEmpty() && names.size() > 1) {
            throw new ExtensionConfigurationException(
                    "there are several proxies; name one, such as @InjectProxy(\"" + names.get(0) + "\"), of " + names);
        }
        String wanted = name.isEmpty() ? names.get(0) : name;
        if (!names.contains(wanted)) {
            throw new ExtensionConfigurationException("proxy: '" + wanted + "', accepted is one of " + names);
        }
        for (ProxyRun run : runs()) {
            if (run.definition().name().equals(wanted)) {
                return run.proxy();
            }
        }
        throw new ExtensionConfigurationException("each test has a proxy '" + wanted
                + "' of its own, and this is no test; share one with lifecycle = PER_CLASS");
    }

    /** The test begins. */
    void begin(ExtensionContext context) {
        for (ProxyRun run : runs()) {
            run.begin(() -> run.definition().upstream().apply(context));
            if (run.definition().shared()) {
                shared.add(run);
            }
        }
    }

    /** All proxies of the test listen from now on. */
    void start() {
        runs().forEach(ProxyRun::service);
    }

    /** What the toxics did, if any proxy was used. */
    void tell(Consumer<String> told) {
        for (ProxyRun run : runs()) {
            ProxyLedger ledger = run.ledgerIfUsed();
            if (ledger != null) {
                told.accept(run + ", seed " + run.definition().seed() + "\n" + ledger);
            }
        }
    }

    /** The test is over: shared proxies are cleaned, its own ones closed. */
    void end() {
        List<Throwable> failures = new ArrayList<>();
        shared.forEach(run -> attempt(run::end, failures));
        shared.clear();
        own.values().forEach(run -> attempt(run::close, failures));
        throwFirst(failures);
    }

    /** Its own proxies are closed. */
    @Override
    public void close() {
        List<Throwable> failures = new ArrayList<>();
        own.values().forEach(run -> attempt(run::close, failures));
        throwFirst(failures);
    }

    private static void attempt(Runnable step, List<Throwable> failures) {
        try {
            step.run();
        } catch (RuntimeException | AssertionError e) {
            failures.add(e);
        }
    }

    private static void throwFirst(List<Throwable> failures) {
        if (failures.isEmpty()) {
            return;
        }
        Throwable first = failures.get(0);
        failures.subList(1, failures.size()).forEach(first::addSuppressed);
        if (first instanceof RuntimeException e) {
            throw e;
        }
        throw (AssertionError) first;
    }
}

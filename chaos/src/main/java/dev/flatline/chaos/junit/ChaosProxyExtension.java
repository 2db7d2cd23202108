package dev.flatline.chaos.junit;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * {@link ChaosProxy} for those who would rather write it as a field: {@code @RegisterExtension static final
 * ChaosProxyExtension chat = ChaosProxyExtension.to(() -> server.address())}. In a static field it is one proxy for all
 * tests of the class, which take turns; in another one each test has its own. Immutable until JUnit uses it.
 */
public final class ChaosProxyExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                BeforeTestExecutionCallback,
                AfterEachCallback,
                AfterAllCallback {

    private final ProxyDefinition definition;
    private final ProxyLifecycle lifecycle = new ProxyLifecycle(this, this::declared);
    private volatile @Nullable Proxy proxy;

    private ChaosProxyExtension(ProxyDefinition definition) {
        this.definition = definition;
    }

    /**
     * A proxy in front of a server that is known when tests run.
     *
     * @param upstream asked when the proxy is first used in a test: a text {@code host:port}, a port of 127.0.0.1, an
     *     {@link java.net.InetSocketAddress}, a {@link java.net.ServerSocket} or a {@link java.net.URI}
     */
    public static ChaosProxyExtension to(Supplier<?> upstream) {
        String origin = ChaosProxyExtension.class.getSimpleName();
        return new ChaosProxyExtension(new ProxyDefinition(
                "proxy", "127.0.0.1:0", 0, false, false, context -> address(upstream, origin), origin));
    }

    /** A proxy in front of {@code host:port}. */
    public static ChaosProxyExtension to(String upstream) {
        return to(() -> upstream);
    }

    private static String address(Supplier<?> upstream, String origin) {
        try {
            return Upstreams.text(upstream.get());
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(origin + ": " + e.getMessage(), e);
        }
    }

    /** With another name, which is part of what draws are made of. */
    public ChaosProxyExtension named(String name) {
        ProxyDefinition d = definition;
        return new ChaosProxyExtension(new ProxyDefinition(
                name, d.listen(), d.seed(), d.recordsDelays(), d.shared(), d.upstream(), d.origin()));
    }

    /** Listening elsewhere than on any free port of 127.0.0.1. */
    public ChaosProxyExtension listen(String address) {
        ProxyDefinition d = definition;
        return new ChaosProxyExtension(new ProxyDefinition(
                d.name(), address, d.seed(), d.recordsDelays(), d.shared(), d.upstream(), d.origin()));
    }

    /** With another seed than 0. */
    public ChaosProxyExtension seed(long seed) {
        ProxyDefinition d = definition;
        return new ChaosProxyExtension(new ProxyDefinition(
                d.name(), d.listen(), seed, d.recordsDelays(), d.shared(), d.upstream(), d.origin()));
    }

    /** With each delayed chunk in the ledger. */
    public ChaosProxyExtension recordDelays() {
        ProxyDefinition d = definition;
        return new ChaosProxyExtension(
                new ProxyDefinition(d.name(), d.listen(), d.seed(), true, d.shared(), d.upstream(), d.origin()));
    }

    /**
     * The proxy of this test, or of this class.
     *
     * @throws IllegalStateException outside of tests, or if this is in no field with {@code @RegisterExtension}
     */
    public Proxy proxy() {
        Proxy now = proxy;
        if (now == null) {
            throw new IllegalStateException("proxy '" + definition.name()
                    + "' is there in tests only, with @RegisterExtension on the field of its ChaosProxyExtension");
        }
        return now;
    }

    /** Declared once, at the first class or else test that has it. */
    private List<ProxyDefinition> declared(ExtensionContext context, @Nullable Scope outer) {
        boolean ofClass = context.getTestMethod().isEmpty();
        return outer == null ? List.of(definition.shared(ofClass)) : List.of();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        proxy = lifecycle.scope(context).proxy(definition.name());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Scope scope = lifecycle.scope(context);
        scope.begin(context);
        proxy = scope.proxy(definition.name());
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        lifecycle.scope(context).start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        lifecycle.afterTest(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        lifecycle.scope(context).close();
    }
}

package dev.flatline.chaos.junit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** What becomes of proxies at each step of JUnit, however they are declared. */
final class ProxyLifecycle {

    /** The proxies that are declared at a class or test, if it is within the scope of others or not. */
    interface Declared {
        List<ProxyDefinition> at(ExtensionContext context, @Nullable Scope outer);
    }

    private static final Namespace NAMESPACE = Namespace.create(ProxyLifecycle.class);

    private final Object key;
    private final Declared declared;

    /**
     * A lifecycle.
     *
     * @param key of its scopes among those of others
     */
    ProxyLifecycle(Object key, Declared declared) {
        this.key = key;
        this.declared = declared;
    }

    /** The scope of a class or test; made if there is none. */
    synchronized Scope scope(ExtensionContext context) {
        Scope found = context.getStore(NAMESPACE).get(key, Scope.class);
        if (found != null && found.isOf(context)) {
            return found;
        }
        Scope scope = new Scope(context, found, declared.at(context, found));
        context.getStore(NAMESPACE).put(key, scope);
        return scope;
    }

    void afterTest(ExtensionContext context) {
        Scope scope = scope(context);
        if (context.getExecutionException().isPresent()) {
            scope.tell(what -> context.publishReportEntry("chaos-proxy", what));
        }
        scope.end();
    }
}

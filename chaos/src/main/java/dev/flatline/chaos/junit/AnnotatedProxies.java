package dev.flatline.chaos.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Carries out {@link ChaosProxy} and {@link InjectProxy}. */
final class AnnotatedProxies
        implements BeforeAllCallback,
                BeforeEachCallback,
                BeforeTestExecutionCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver {

    private final ProxyLifecycle lifecycle = new ProxyLifecycle(AnnotatedProxies.class, AnnotatedProxies::declared);

    private static List<ProxyDefinition> declared(ExtensionContext context, @Nullable Scope outer) {
        AnnotatedElement element = context.getElement().orElseThrow();
        String place = element instanceof Method method
                ? method.getDeclaringClass().getSimpleName() + "." + method.getName()
                : context.getRequiredTestClass().getSimpleName();
        return AnnotationSupport.findRepeatableAnnotations(element, ChaosProxy.class).stream()
                .map(proxy -> definition(proxy, "@ChaosProxy on " + place, element instanceof Method))
                .toList();
    }

    private static ProxyDefinition definition(ChaosProxy proxy, String origin, boolean onMethod) {
        boolean shared = proxy.lifecycle() == Lifecycle.PER_CLASS;
        if (shared && onMethod) {
            throw new ExtensionConfigurationException(
                    origin + ": lifecycle: PER_CLASS, accepted on a method is PER_METHOD");
        }
        return new ProxyDefinition(
                proxy.name(),
                proxy.listen(),
                proxy.seed(),
                proxy.recordDelays(),
                shared,
                new UpstreamExpression(proxy.upstream(), origin)::resolve,
                origin);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IllegalAccessException {
        Scope scope = lifecycle.scope(context);
        for (Field field : fields(context.getRequiredTestClass(), true)) {
            inject(field, null, scope);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IllegalAccessException {
        Scope scope = lifecycle.scope(context);
        scope.begin(context);
        for (Object test : context.getRequiredTestInstances().getAllInstances()) {
            for (Field field : fields(test.getClass(), false)) {
                inject(field, test, scope);
            }
        }
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

    private static List<Field> fields(Class<?> type, boolean ofClass) {
        return AnnotationSupport.findAnnotatedFields(
                type, InjectProxy.class, field -> Modifier.isStatic(field.getModifiers()) == ofClass);
    }

    private static void inject(Field field, @Nullable Object test, Scope scope) throws IllegalAccessException {
        String place = "@InjectProxy on field " + field.getDeclaringClass().getSimpleName() + "." + field.getName();
        if (field.getType() != Proxy.class || Modifier.isFinal(field.getModifiers())) {
            throw new ExtensionConfigurationException(place + ": "
                    + (Modifier.isFinal(field.getModifiers()) ? "final " : "")
                    + field.getType().getSimpleName() + ", accepted is " + Proxy.class.getName() + ", not final");
        }
        field.setAccessible(true);
        field.set(test, proxy(scope, field.getAnnotation(InjectProxy.class), place));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        boolean wanted = parameter.isAnnotated(InjectProxy.class);
        boolean fits = parameter.getParameter().getType() == Proxy.class;
        if (wanted && !fits) {
            throw new ExtensionConfigurationException(
                    "@InjectProxy on " + parameter.getParameter() + ": accepted is " + Proxy.class.getName());
        }
        return fits;
    }

    @Override
    public Proxy resolveParameter(ParameterContext parameter, ExtensionContext context) {
        InjectProxy wanted = parameter.findAnnotation(InjectProxy.class).orElse(null);
        return proxy(lifecycle.scope(context), wanted, "parameter " + parameter.getParameter());
    }

    private static Proxy proxy(Scope scope, @Nullable InjectProxy wanted, String place) {
        try {
            return scope.proxy(wanted == null ? "" : wanted.value());
        } catch (ExtensionConfigurationException e) {
            throw new ExtensionConfigurationException(place + ": " + e.getMessage(), e);
        }
    }

    /** So that the constructor of a test may take the proxy of that test. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }
}

package dev.flatline.chaos.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A fault proxy in this process, for each test of a class or for one test. Tests take it as a parameter of type
 * {@link Proxy} or as a field with {@link InjectProxy}. It starts when it is first used, and at the latest when the
 * {@code @BeforeEach} methods are over. After each test its toxics are off and its connections closed, and a test whose
 * proxy failed by itself fails.
 *
 * <p>{@code @Nested} classes have the proxies of the classes around them. A name is there once.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Repeatable(ChaosProxies.class)
@ExtendWith(AnnotatedProxies.class)
public @interface ChaosProxy {

    /** Its name, where there are several; part of what draws are made of. */
    String name() default "proxy";

    /**
     * The server behind it, as {@code host:port}. What stands in <code>${…}</code> is looked up when the proxy is first
     * used in a test: a field or a method without parameters of the test or of a class around it, private ones too, and
     * dots lead on from there (<code>127.0.0.1:${server.port}</code>, for a field {@code server} with a method {@code
     * port()} or {@code getPort()}, or a field {@code port}); otherwise a configuration parameter of JUnit or a system
     * property. If the braces are all there is, the value may be a text, a port of 127.0.0.1, an {@link
     * java.net.InetSocketAddress}, a {@link java.net.ServerSocket} or a {@link java.net.URI}.
     */
    String upstream();

    /** Where it listens; port 0 is any free one. */
    String listen() default "127.0.0.1:0";

    /** What its random draws are made of: the same seed, the same draws. */
    long seed() default 0;

    /** Whether each chunk that a toxic delays is in the ledger, as an injection with the action {@code delay}. */
    boolean recordDelays() default false;

    /**
     * Whether each test has a proxy of its own, with a port of its own; or all tests of the class share one, whose port
     * stays. Tests that share one take turns, if JUnit runs them in parallel.
     */
    Lifecycle lifecycle() default Lifecycle.PER_METHOD;
}

package dev.flatline.chaos.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A field that gets a {@link Proxy} before each test, or a parameter that says which one it wants. A static field, and a
 * parameter of {@code @BeforeAll}, gets one that the tests of its class share.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@ExtendWith(AnnotatedProxies.class)
public @interface InjectProxy {

    /** The proxy's name; not needed if there is only one. */
    String value() default "";
}

package dev.flatline.chaos.junit;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Fields and methods by name. */
final class Members {

    private Members() {}

    /** A method without parameters or a field of that name, or a getter for it, that may be used; null if there is none. */
    static @Nullable Member find(Class<?> type, String name) {
        String getter =
                name.isEmpty() ? name : "get" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        for (Class<?> from = type; from != null; from = from.getSuperclass()) {
            for (Method method : from.getDeclaredMethods()) {
                boolean named =
                        method.getName().equals(name) || method.getName().equals(getter);
                if (named && method.getParameterCount() == 0 && usable(method, method)) {
                    return method;
                }
            }
            for (Field field : from.getDeclaredFields()) {
                if (field.getName().equals(name) && usable(field, field)) {
                    return field;
                }
            }
        }
        return null;
    }

    /** Whether it needs no object. */
    static boolean isStatic(Member member) {
        return Modifier.isStatic(member.getModifiers());
    }

    /** Its value: the field's, or what the method returns; what that throws is the cause of what this throws. */
    static @Nullable Object read(Member member, @Nullable Object of) {
        try {
            return member instanceof Method method ? method.invoke(of) : ((Field) member).get(of);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(member.getName() + "() failed: " + e.getCause(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(member.getName() + " cannot be read", e);
        }
    }

    private static boolean usable(AccessibleObject object, Member member) {
        return object.trySetAccessible() && !(member instanceof Method method && method.getReturnType() == void.class);
    }
}

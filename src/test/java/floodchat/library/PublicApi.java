package floodchat.library;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes down what other programs can see of types: each public or protected type, with its public and protected
 * members below it, one a line and sorted. A line changes if a program that uses the member may have to change.
 */
final class PublicApi {
    /** What every object has. */
    private static final List<String> OF_OBJECT = List.of("equals", "hashCode", "toString");

    private static final int SHOWN =
            Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT;

    private PublicApi() {}

    static String of(List<Class<?>> types) {
        return types.stream()
                .filter(PublicApi::isVisible)
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .map(PublicApi::of)
                .collect(Collectors.joining("\n"));
    }

    private static String of(Class<?> type) {
        Stream<String> members = Stream.of(fields(type), constructors(type), methods(type)).flatMap(List::stream);
        return header(type) + "\n"
                + members.map(member -> "    " + member + "\n").sorted().collect(Collectors.joining());
    }

    private static boolean isVisible(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return isVisible(type.getModifiers()) && (outer == null || isVisible(outer));
    }

    private static boolean isVisible(int modifiers) {
        return (modifiers & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }

    private static String header(Class<?> type) {
        List<String> parts = new ArrayList<>(List.of(type.toGenericString()));
        Class<?> parent = type.getSuperclass();
        if (parent != null && parent != Object.class && parent != Record.class && parent != Enum.class) {
            parts.add("extends " + shown(type.getAnnotatedSuperclass()));
        }
        if (type.getInterfaces().length > 0) {
            parts.add(type.isInterface() ? "extends" : "implements");
            parts.add(shown(type.getAnnotatedInterfaces()));
        }
        if (type.isSealed()) {
            parts.add(Arrays.stream(type.getPermittedSubclasses())
                    .map(Class::getName)
                    .sorted()
                    .collect(Collectors.joining(", ", "permits ", "")));
        }
        if (type.isRecord()) {
            parts.add(Arrays.stream(type.getRecordComponents())
                    .map(component -> shown(component.getAnnotatedType()) + " " + component.getName())
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        return String.join(" ", parts);
    }

    private static List<String> fields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> isVisible(field.getModifiers()))
                .map(field -> modifiers(field.getModifiers()) + shown(field.getAnnotatedType()) + " " + field.getName()
                        + value(field))
                .toList();
    }

    /** The value of a constant, which the compiler copies into the programs that name it. */
    private static String value(Field field) {
        boolean copied = Modifier.isStatic(field.getModifiers())
                && Modifier.isFinal(field.getModifiers())
                && (field.getType().isPrimitive() || field.getType() == String.class);
        try {
            return copied ? " = " + field.get(null) : "";
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> constructors(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor -> isVisible(constructor.getModifiers()))
                .map(constructor -> shown(constructor, "new"))
                .toList();
    }

    private static List<String> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> isVisible(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !OF_OBJECT.contains(method.getName()))
                .map(method -> shown(method, shown(method.getAnnotatedReturnType()) + " " + method.getName()))
                .toList();
    }

    private static String shown(Executable executable, String name) {
        String typeParameters = executable.getTypeParameters().length == 0
                ? ""
                : Arrays.stream(executable.getTypeParameters())
                        .map(parameter -> parameter + " extends " + shown(parameter.getAnnotatedBounds()))
                        .collect(Collectors.joining(", ", "<", "> "));
        String thrown = executable.getExceptionTypes().length == 0
                ? ""
                : " throws " + shown(executable.getAnnotatedExceptionTypes());
        String varargs = executable.isVarArgs() ? " varargs" : "";
        return modifiers(executable.getModifiers()) + typeParameters + name + "("
                + shown(executable.getAnnotatedParameterTypes()) + ")" + varargs + thrown;
    }

    private static String modifiers(int modifiers) {
        return Modifier.toString(modifiers & SHOWN) + " ";
    }

    private static String shown(AnnotatedType... types) {
        return Arrays.stream(types)
                .map(AnnotatedType::toString)
                .map(type -> type.replace("@org.jspecify.annotations.Nullable()", "@Nullable"))
                .map(type -> type.replace("java.lang.", ""))
                .collect(Collectors.joining(", "));
    }
}

package dev.squall.report.story;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Place of a flaw in the code: the flawed class and the methods of the sound class that it replaces.
 *
 * @param type name of the flawed class, without its package
 * @param file path of the class's file in a source folder
 * @param replaced methods of the sound class, such as {@code RaftNode.countingCommits}, in order; empty if the flaw is
 *     not in an overriding method
 */
record FlawedCode(String type, String file, List<String> replaced) {

    /** Returns the place of a flaw; empty for a lambda expression, which has no name. */
    static Optional<FlawedCode> of(Class<?> program) {
        Class<?> outermost = program;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        if (outermost.isHidden() || outermost.isSynthetic()) {
            return Optional.empty();
        }
        List<String> replaced = replacedBy(inner(program));
        return Optional.of(new FlawedCode(
                outermost.getSimpleName(),
                outermost.getName().replace('.', '/') + ".java",
                replaced.isEmpty() ? replacedBy(List.of(program)) : replaced));
    }

    /** Returns the named and the anonymous classes directly inside a class. */
    private static List<Class<?>> inner(Class<?> type) {
        List<Class<?>> inner = new ArrayList<>(Arrays.asList(type.getDeclaredClasses()));
        inner.sort(Comparator.comparing(Class::getName));
        for (int number = 1; ; number++) {
            try {
                inner.add(Class.forName(type.getName() + "$" + number, false, type.getClassLoader()));
            } catch (ClassNotFoundException e) {
                return inner;
            }
        }
    }

    private static List<String> replacedBy(List<Class<?>> types) {
        return types.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> !method.isSynthetic() && !Modifier.isStatic(method.getModifiers()))
                        .flatMap(method -> sound(type.getSuperclass(), method).stream()))
                .distinct()
                .sorted()
                .toList();
    }

    private static Optional<String> sound(Class<?> above, Method method) {
        for (Class<?> type = above; type != null && type != Object.class; type = type.getSuperclass()) {
            boolean isDeclared = Arrays.stream(type.getDeclaredMethods())
                    .anyMatch(other -> other.getName().equals(method.getName())
                            && Arrays.equals(other.getParameterTypes(), method.getParameterTypes())
                            && !Modifier.isPrivate(other.getModifiers()));
            if (isDeclared) {
                return Optional.of(type.getSimpleName() + "." + method.getName());
            }
        }
        return Optional.empty();
    }
}

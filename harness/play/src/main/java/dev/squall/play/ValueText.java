package dev.squall.play;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Values of a node's variables as text. Values of the JDK, records and enumerations are written as themselves, objects
 * of other classes by their fields. A value without content of its own, such as a timer or a callback, has no text. One
 * instance writes one variable; not thread-safe.
 */
final class ValueText {

    private static final int DEPTH_MAX = 6;
    private static final int ELEMENTS_MAX = 40;
    private static final int CHARACTERS_MAX = 1_200;
    private static final String LEFT_OUT = "…";

    /** Objects that contain the value that is being written. */
    private final Set<Object> above = Collections.newSetFromMap(new IdentityHashMap<>());

    private int left = 2_000;

    /** Returns the text of a value; empty if it has none. */
    static Optional<String> of(Object value) {
        return new ValueText()
                .text(value, 0)
                .map(text -> text.length() <= CHARACTERS_MAX ? text : text.substring(0, CHARACTERS_MAX) + LEFT_OUT);
    }

    /** Returns the components of a record as text, such as {@code term=1, votedFor=n2}; empty if it has none. */
    static String components(Record value) {
        return new ValueText().componentTexts(value, 0);
    }

    private Optional<String> text(Object value, int depth) {
        if (value == null) {
            return Optional.of("null");
        }
        if (--left < 0 || depth > DEPTH_MAX || above.contains(value)) {
            return Optional.of(LEFT_OUT);
        }
        above.add(value);
        try {
            return known(value, depth).or(() -> ofClass(value, depth));
        } finally {
            above.remove(value);
        }
    }

    private Optional<String> known(Object value, int depth) {
        if (isPartOfTheWorld(value)) {
            return Optional.empty();
        } else if (value instanceof Map<?, ?> map) {
            return Optional.of(entries(map, depth));
        } else if (value instanceof Collection<?> list) {
            String open = value instanceof Set ? "{" : "[";
            return Optional.of(open + elements(new ArrayList<>(list), depth) + (value instanceof Set ? "}" : "]"));
        } else if (value.getClass().isArray()) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < Math.min(Array.getLength(value), ELEMENTS_MAX + 1); i++) {
                list.add(Array.get(value, i));
            }
            return Optional.of("[" + elements(list, depth) + "]");
        } else if (value instanceof Optional<?> optional) {
            return optional.isEmpty() ? Optional.of("none") : text(optional.get(), depth + 1);
        } else if (value instanceof Record all) {
            return Optional.of(value.getClass().getSimpleName() + "(" + componentTexts(all, depth) + ")");
        }
        return Optional.empty();
    }

    private Optional<String> ofClass(Object value, int depth) {
        Class<?> type = value.getClass();
        if (isPartOfTheWorld(value) || type.isHidden() || type.isAnonymousClass()) {
            return Optional.empty();
        }
        if (hasText(type)) {
            return Optional.of(value.toString());
        }
        if (type.getName().startsWith("java.")) {
            return Optional.empty();
        }
        Map<String, String> fields = fields(value, depth);
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining(", ", "(", ")")));
    }

    /** Returns true if a value is of the world around nodes, or the options of a system, which never change. */
    private static boolean isPartOfTheWorld(Object value) {
        return value instanceof dev.squall.node.Environment
                || value instanceof dev.squall.node.Timer
                || value instanceof dev.squall.node.StableStorage
                || value instanceof dev.squall.node.NodeProgram
                || value instanceof java.util.random.RandomGenerator
                || value.getClass().getSimpleName().endsWith("Options");
    }

    /** Returns true if a class has a {@code toString} of its own, so that no text contains an address. */
    private static boolean hasText(Class<?> type) {
        try {
            Method toString = type.getMethod("toString");
            return toString.getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every class has toString", e);
        }
    }

    /** Returns the texts of an object's fields by name, those of its superclasses first. */
    static Map<String, String> fields(Object object) {
        ValueText texts = new ValueText();
        texts.above.add(object);
        return texts.fields(object, 0);
    }

    private Map<String, String> fields(Object object, int depth) {
        List<Class<?>> types = new ArrayList<>();
        for (Class<?> type = object.getClass();
                type != null && !type.getName().startsWith("java.");
                type = type.getSuperclass()) {
            types.add(0, type);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Class<?> type : types) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && field.trySetAccessible()) {
                    text(read(field, object), depth + 1).ifPresent(text -> texts.put(field.getName(), text));
                }
            }
        }
        return texts;
    }

    private static Object read(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the field " + field + " was made accessible", e);
        }
    }

    private String componentTexts(Record value, int depth) {
        List<String> texts = new ArrayList<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Method accessor = component.getAccessor();
            if (accessor.trySetAccessible()) {
                text(read(accessor, value), depth + 1).ifPresent(text -> texts.add(component.getName() + "=" + text));
            }
        }
        return String.join(", ", texts);
    }

    private static Object read(Method accessor, Record value) {
        try {
            return accessor.invoke(value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the accessor " + accessor + " was made accessible", e);
        } catch (InvocationTargetException e) {
            return LEFT_OUT;
        }
    }

    private String elements(List<?> list, int depth) {
        String texts = list.stream()
                .limit(ELEMENTS_MAX)
                .flatMap(each -> text(each, depth + 1).stream())
                .collect(Collectors.joining(", "));
        return texts + (list.size() > ELEMENTS_MAX ? ", " + LEFT_OUT : "");
    }

    private String entries(Map<?, ?> map, int depth) {
        List<String> texts = new ArrayList<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (texts.size() == ELEMENTS_MAX) {
                texts.add(LEFT_OUT);
                break;
            }
            String key = text(entry.getKey(), depth + 1).orElse(LEFT_OUT);
            texts.add(key
                    + text(entry.getValue(), depth + 1)
                            .map(value -> ": " + value)
                            .orElse(""));
        }
        return "{" + String.join(", ", texts) + "}";
    }
}

package dev.squall.node.wire;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Random records of any vocabulary, made from their components' types. Tests use them to show that every message of a
 * program survives encoding and decoding. A record whose constructor refuses the values is drawn again.
 */
public final class RecordArbitraries {

    private static final int DEPTH_MAX = 3;

    private final Vocabulary vocabulary;

    public RecordArbitraries(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Returns records of any of these classes. */
    public <T> Arbitrary<T> anyOf(Map<String, Class<? extends T>> classes) {
        return anyOf(classes, DEPTH_MAX);
    }

    private <T> Arbitrary<T> anyOf(Map<String, Class<? extends T>> classes, int depth) {
        List<Arbitrary<? extends T>> each = new ArrayList<>();
        classes.values().forEach(type -> each.add(record(type, depth)));
        return Arbitraries.oneOf(each);
    }

    private <T> Arbitrary<T> record(Class<T> type, int depth) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        if (types.length == 0) {
            return Arbitraries.create(() -> construct(type, types, List.of()));
        }
        List<Arbitrary<Object>> components = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            components.add(ofType(component.getGenericType(), depth - 1));
        }
        return Combinators.combine(components)
                .as(values -> construct(type, types, values))
                .ignoreException(IllegalArgumentException.class);
    }

    private static <T> T construct(Class<T> type, Class<?>[] types, List<?> values) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot make a " + type.getName(), e);
        }
    }

    private Arbitrary<Object> ofType(Type type, int depth) {
        if (type instanceof ParameterizedType parameterized) {
            return container(parameterized, depth).asGeneric();
        }
        Class<?> raw = (Class<?>) type;
        if (raw == int.class || raw == Integer.class) {
            return Arbitraries.integers().asGeneric();
        } else if (raw == long.class || raw == Long.class) {
            return Arbitraries.longs().asGeneric();
        } else if (raw == double.class || raw == Double.class) {
            return Arbitraries.doubles().asGeneric();
        } else if (raw == boolean.class || raw == Boolean.class) {
            return Arbitraries.of(true, false).asGeneric();
        } else if (raw == String.class) {
            return strings().asGeneric();
        } else if (raw == Object.class) {
            return json(depth);
        } else if (raw.isEnum()) {
            return Arbitraries.of(raw.getEnumConstants()).asGeneric();
        }
        return composite(raw, depth);
    }

    private Arbitrary<Object> composite(Class<?> raw, int depth) {
        if (raw.isRecord()) {
            return record(raw, depth).asGeneric();
        } else if (!raw.isInterface()) {
            throw new IllegalArgumentException("no JSON can be made of a component of type " + raw.getName());
        } else if (depth <= 0) {
            return Arbitraries.just(null);
        }
        Map<String, Class<?>> members = new java.util.TreeMap<>();
        Map<String, ? extends Class<?>> known = Body.class.isAssignableFrom(raw)
                ? vocabulary.bodies()
                : dev.squall.node.Fact.class.isAssignableFrom(raw) ? vocabulary.facts() : vocabulary.stableRecords();
        known.forEach((wireType, type) -> {
            if (raw.isAssignableFrom(type)) {
                members.put(wireType, type);
            }
        });
        return this.<Object>anyOf(members, depth);
    }

    private Arbitrary<?> container(ParameterizedType type, int depth) {
        Type[] arguments = type.getActualTypeArguments();
        int sizeMax = depth <= 0 ? 0 : 3;
        if (type.getRawType() == List.class) {
            return ofType(arguments[0], depth - 1).list().ofMaxSize(sizeMax);
        } else if (type.getRawType() == Map.class) {
            return Arbitraries.maps(ofType(arguments[0], depth - 1), ofType(arguments[1], depth - 1))
                    .ofMaxSize(sizeMax);
        }
        throw new IllegalArgumentException("no JSON can be made of a component of type " + type);
    }

    /** Returns values of JSON, as an {@link Object} component holds them. */
    private static Arbitrary<Object> json(int depth) {
        Arbitrary<Object> scalar = Arbitraries.oneOf(
                Arbitraries.just(null),
                Arbitraries.longs().asGeneric(),
                Arbitraries.doubles().asGeneric(),
                Arbitraries.of(true, false).asGeneric(),
                strings().asGeneric());
        if (depth <= 0) {
            return scalar;
        }
        Arbitrary<Object> inner = json(depth - 1);
        return Arbitraries.oneOf(
                scalar,
                inner.list().ofMaxSize(3).asGeneric(),
                Arbitraries.maps(strings(), inner).ofMaxSize(3).asGeneric());
    }

    private static Arbitrary<String> strings() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(8),
                Arbitraries.of("", "\n", "\r\n", "\"}", "\\", "\u2028", "\u0000", "\ud83c\udf00", "\ud83c", "type"));
    }
}

package dev.squall.explore.state;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** How the objects of one class are read. Found once for each class. Thread-safe. */
final class Shape {

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return new Shape(type);
        }
    };

    private static final MethodType TO_OBJECT = MethodType.methodType(Object.class, Object.class);
    private static final MethodType TO_LONG = MethodType.methodType(long.class, Object.class);

    /** Classes whose words tell their whole value. */
    private static final Set<Class<?>> WRITTEN = Set.of(
            BigInteger.class,
            BigDecimal.class,
            Class.class,
            Duration.class,
            Instant.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class,
            UUID.class);

    private final Class<?> type;
    private final long number;
    private final BiConsumer<Object, StateHash> value;
    private MethodHandle[] numbers = {};
    private MethodHandle[] references = {};
    private String[] names = {};

    private Shape(Class<?> type) {
        this.type = type;
        StateHash hash = new StateHash().add(type.getName());
        number = hash.key().low();
        value = value(type);
        if (value == null && !isContainer(type)) {
            findFields();
        }
    }

    static Shape of(Class<?> type) {
        return SHAPES.get(type);
    }

    /** Returns a number of the class. */
    long number() {
        return number;
    }

    boolean isValue() {
        return value != null;
    }

    /** Returns true for a value that never changes, so that it does not matter which object holds it. */
    boolean isImmutable() {
        return value != null
                && !type.isArray()
                && type != BitSet.class
                && type != AtomicInteger.class
                && type != AtomicLong.class
                && type != AtomicBoolean.class;
    }

    boolean isRecord() {
        return type.isRecord();
    }

    void readValue(Object object, StateHash hash) {
        hash.add(number);
        value.accept(object, hash);
    }

    private static BiConsumer<Object, StateHash> value(Class<?> type) {
        if (type == String.class) {
            return (object, hash) -> hash.add((String) object);
        } else if (type == Long.class
                || type == Integer.class
                || type == Short.class
                || type == Byte.class
                || type == AtomicInteger.class
                || type == AtomicLong.class) {
            return (object, hash) -> hash.add(((Number) object).longValue());
        } else if (Enum.class.isAssignableFrom(type)) {
            return (object, hash) -> hash.add(((Enum<?>) object).ordinal());
        } else if (type == Boolean.class) {
            return (object, hash) -> hash.add((Boolean) object ? 1 : 0);
        } else if (type == AtomicBoolean.class) {
            return (object, hash) -> hash.add(((AtomicBoolean) object).get() ? 1 : 0);
        } else if (type == Character.class) {
            return (object, hash) -> hash.add((Character) object);
        } else if (type == Double.class || type == Float.class) {
            return (object, hash) -> hash.add(Double.doubleToRawLongBits(((Number) object).doubleValue()));
        } else if (WRITTEN.contains(type)) {
            return (object, hash) -> hash.add(object.toString());
        } else if (type == BitSet.class) {
            return (object, hash) ->
                    Arrays.stream(((BitSet) object).toLongArray()).forEach(hash::add);
        } else if (type.isArray() && type.getComponentType().isPrimitive()) {
            return (object, hash) -> readArray(object, hash);
        }
        return null;
    }

    private static void readArray(Object array, StateHash hash) {
        int length = java.lang.reflect.Array.getLength(array);
        hash.add(length);
        for (int i = 0; i < length; i++) {
            Object element = java.lang.reflect.Array.get(array, i);
            of(element.getClass()).value.accept(element, hash);
        }
    }

    private static boolean isContainer(Class<?> type) {
        return type.isArray()
                || Optional.class == type
                || isOfPlatform(type) && (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type));
    }

    private static boolean isOfPlatform(Class<?> type) {
        return type.getModule().isNamed() && type.getModule().getName().startsWith("java.");
    }

    private void findFields() {
        List<Field> fields = new ArrayList<>();
        for (Class<?> each = type; each != Object.class && each != null; each = each.getSuperclass()) {
            Field[] own = each.getDeclaredFields();
            Arrays.sort(own, Comparator.comparing(Field::getName));
            for (Field field : own) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    fields.add(field);
                }
            }
        }
        numbers = getters(fields, true);
        references = getters(fields, false);
        names = fields.stream()
                .filter(field -> !field.getType().isPrimitive())
                .map(Field::getName)
                .toArray(String[]::new);
    }

    private MethodHandle[] getters(List<Field> fields, boolean arePrimitive) {
        return fields.stream()
                .filter(field -> field.getType().isPrimitive() == arePrimitive)
                .map(this::getter)
                .toArray(MethodHandle[]::new);
    }

    private MethodHandle getter(Field field) {
        try {
            field.setAccessible(true);
            MethodHandle getter = MethodHandles.lookup().unreflectGetter(field);
            Class<?> fieldType = field.getType();
            if (!fieldType.isPrimitive()) {
                return getter.asType(TO_OBJECT);
            } else if (fieldType == double.class || fieldType == float.class) {
                MethodHandle bits = MethodHandles.lookup()
                        .findStatic(
                                Double.class, "doubleToRawLongBits", MethodType.methodType(long.class, double.class));
                return MethodHandles.filterReturnValue(
                        getter.asType(MethodType.methodType(double.class, Object.class)), bits);
            }
            return MethodHandles.explicitCastArguments(getter, TO_LONG);
        } catch (InaccessibleObjectException | ReflectiveOperationException e) {
            throw new StateUnknownException("the state of a " + type.getName() + " cannot be read");
        }
    }

    void readFields(Object object, StateHash hash, StateReader reader) {
        try {
            for (MethodHandle number : numbers) {
                hash.add((long) number.invokeExact(object));
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        for (int i = 0; i < references.length; i++) {
            Object value;
            try {
                value = (Object) references[i].invokeExact(object);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
            try {
                reader.read(value);
            } catch (StateUnknownException e) {
                throw new StateUnknownException(e.getMessage() + ", in " + type.getSimpleName() + "." + names[i]);
            }
        }
    }
}

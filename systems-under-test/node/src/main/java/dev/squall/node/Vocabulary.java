package dev.squall.node;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The record classes of a program by their wire types. Immutable.
 *
 * <p>A wire type is the class's simple name in snake case, unless {@link WireType} defines another. No two classes of
 * one kind may share a wire type.
 */
public final class Vocabulary {

    /** Wire type of a record whose name in Java differs from its name in the protocol. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    public @interface WireType {
        String value();
    }

    private final Map<String, Class<? extends Body>> bodies;
    private final Map<String, Class<? extends StableRecord>> stableRecords;
    private final Map<String, Class<? extends Fact>> facts;

    /** @throws IllegalArgumentException if a class is not a record, or two of one kind have the same wire type */
    public Vocabulary(
            List<Class<? extends Body>> bodies,
            List<Class<? extends StableRecord>> stableRecords,
            List<Class<? extends Fact>> facts) {
        this.bodies = byWireType(bodies);
        this.stableRecords = byWireType(stableRecords);
        this.facts = byWireType(facts);
    }

    /** Returns the message bodies by wire type, in the order given. */
    public Map<String, Class<? extends Body>> bodies() {
        return bodies;
    }

    /** Returns the stable records by wire type, in the order given. */
    public Map<String, Class<? extends StableRecord>> stableRecords() {
        return stableRecords;
    }

    /** Returns the facts by wire type, in the order given. */
    public Map<String, Class<? extends Fact>> facts() {
        return facts;
    }

    /** Returns this vocabulary with another's message bodies added. */
    public Vocabulary withBodies(Vocabulary other) {
        List<Class<? extends Body>> all = new ArrayList<>(bodies.values());
        all.addAll(other.bodies.values());
        return new Vocabulary(all, List.copyOf(stableRecords.values()), List.copyOf(facts.values()));
    }

    /** Returns this vocabulary with another's facts added. */
    public Vocabulary withFacts(Vocabulary other) {
        List<Class<? extends Fact>> all = new ArrayList<>(facts.values());
        all.addAll(other.facts.values());
        return new Vocabulary(List.copyOf(bodies.values()), List.copyOf(stableRecords.values()), all);
    }

    /** Returns the wire type of a record class: {@code read_ok} for {@code ReadOk}. */
    public static String wireType(Class<?> type) {
        WireType named = type.getAnnotation(WireType.class);
        if (named != null) {
            return named.value();
        }
        return type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(java.util.Locale.ROOT);
    }

    private static <T> Map<String, Class<? extends T>> byWireType(List<Class<? extends T>> types) {
        Map<String, Class<? extends T>> byType = new LinkedHashMap<>();
        for (Class<? extends T> type : types) {
            if (!type.isRecord()) {
                throw new IllegalArgumentException(type.getName() + " is no record: only records can be put on a wire");
            }
            Class<? extends T> other = byType.put(wireType(type), type);
            if (other != null && other != type) {
                throw new IllegalArgumentException(
                        type.getName() + " and " + other.getName() + " have the same wire type " + wireType(type));
            }
        }
        return Collections.unmodifiableMap(byType);
    }
}

package dev.squall.jepsen;

import clojure.lang.IMapEntry;
import clojure.lang.Named;
import clojure.lang.PersistentHashMap;
import clojure.lang.PersistentHashSet;
import clojure.lang.PersistentVector;
import clojure.lang.TaggedLiteral;
import dev.squall.history.Keyword;
import dev.squall.history.Ratio;
import dev.squall.history.Symbol;
import dev.squall.history.Tagged;
import dev.squall.history.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Converts EDN data between the form of {@link dev.squall.history.EdnReader} and Clojure's form. */
final class ClojureData {

    private ClojureData() {}

    /** Converts data of this project to Clojure's: lists become vectors, whole numbers longs. */
    static Object toClojure(Object ours) {
        if (ours instanceof Keyword keyword) {
            return clojure.lang.Keyword.intern(clojure.lang.Symbol.intern(keyword.name()));
        }
        if (ours instanceof Symbol symbol) {
            return clojure.lang.Symbol.intern(symbol.name());
        }
        if (ours instanceof Integer || ours instanceof Short || ours instanceof Byte) {
            return ((Number) ours).longValue();
        }
        if (ours instanceof List<?> list) {
            return PersistentVector.create(
                    list.stream().map(ClojureData::toClojure).toArray());
        }
        if (ours instanceof Set<?> set) {
            return PersistentHashSet.create(
                    set.stream().map(ClojureData::toClojure).toList());
        }
        if (ours instanceof Map<?, ?> map) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            map.forEach((key, value) -> entries.put(toClojure(key), toClojure(value)));
            return PersistentHashMap.create(entries);
        }
        return ours;
    }

    /**
     * Converts Clojure's data to this project's: every sequence becomes a list, a record a map. A value without a form
     * in EDN, such as an exception, becomes its text.
     */
    static Object fromClojure(Object theirs) {
        if (theirs instanceof clojure.lang.Keyword || theirs instanceof clojure.lang.Symbol) {
            return fromNamed((Named) theirs);
        }
        if (theirs instanceof clojure.lang.BigInt number) {
            return Values.normal(number.toBigInteger());
        }
        if (theirs instanceof clojure.lang.Ratio ratio) {
            return new Ratio(ratio.numerator, ratio.denominator);
        }
        if (theirs instanceof Date date) {
            return date.toInstant();
        }
        if (theirs instanceof TaggedLiteral literal) {
            return new Tagged(literal.tag.toString(), fromClojure(literal.form));
        }
        if (theirs instanceof Map<?, ?> map) {
            return fromMap(map);
        }
        if (theirs instanceof Set<?> set) {
            Set<Object> values = new LinkedHashSet<>();
            set.forEach(value -> values.add(fromClojure(value)));
            return Collections.unmodifiableSet(values);
        }
        if (theirs instanceof IMapEntry entry) {
            return Collections.unmodifiableList(Arrays.asList(fromClojure(entry.key()), fromClojure(entry.val())));
        }
        if (theirs instanceof Collection<?> sequence) {
            List<Object> values = new ArrayList<>(sequence.size());
            sequence.forEach(value -> values.add(fromClojure(value)));
            return Collections.unmodifiableList(values);
        }
        return isPlain(theirs) ? Values.normal(theirs) : theirs.toString();
    }

    private static boolean isPlain(Object value) {
        return value == null
                || value instanceof Number
                || value instanceof String
                || value instanceof Boolean
                || value instanceof UUID
                || value instanceof Character;
    }

    private static Object fromNamed(Named named) {
        String name = named.getNamespace() == null ? named.getName() : named.getNamespace() + "/" + named.getName();
        return named instanceof clojure.lang.Keyword ? new Keyword(name) : new Symbol(name);
    }

    private static Map<Object, Object> fromMap(Map<?, ?> map) {
        Map<Object, Object> entries = new LinkedHashMap<>();
        map.forEach((key, value) -> entries.put(fromClojure(key), fromClojure(value)));
        return Collections.unmodifiableMap(entries);
    }
}

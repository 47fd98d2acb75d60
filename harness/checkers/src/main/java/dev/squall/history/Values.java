package dev.squall.history;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Equality of the values in histories. Two values in normal form are equal by {@code equals} if and only if Clojure's
 * {@code =} holds for their EDN. {@link EdnReader} returns values in normal form; {@link #normal} converts values from
 * elsewhere.
 *
 * <ul>
 *   <li>Whole numbers are equal by value ({@code 5} and {@code 5N}), and never equal to decimals ({@code 5} and {@code
 *       5.0}).
 *   <li>Exact decimals are equal by value ({@code 2.50M} and {@code 2.5M}), and so are ratios ({@code 2/4} and {@code
 *       1/2}). Neither equals a floating-point number.
 *   <li>{@code 0.0} equals {@code -0.0}.
 *   <li>Vectors and lists with equal elements are equal, a set never equals a list.
 *   <li>Tags matter: {@code #user/id 1} does not equal {@code 1}; {@code #inst} compares instants in milliseconds,
 *       {@code #uuid} compares UUIDs; metadata is ignored.
 * </ul>
 *
 * <p>Two rules differ from Clojure: {@code ##NaN} equals itself, so that a register can return a written NaN; and
 * regular expressions are equal by their text.
 */
public final class Values {

    private Values() {}

    /**
     * Returns the value in its normal form; the same object if the value is in normal form already. Takes O(n) for n
     * elements.
     */
    public static Object normal(Object value) {
        if (value == null || value instanceof Long || value instanceof String || value instanceof Keyword) {
            return value;
        }
        if (value instanceof Number number) {
            return normalNumber(number);
        }
        if (value instanceof List<?> list) {
            return normalList(list);
        }
        if (value instanceof Set<?> set) {
            Set<Object> normal = new LinkedHashSet<>();
            set.forEach(element -> normal.add(normal(element)));
            return Collections.unmodifiableSet(normal);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> normal = new LinkedHashMap<>();
            map.forEach((key, element) -> normal.put(normal(key), normal(element)));
            return Collections.unmodifiableMap(normal);
        }
        return value instanceof Tagged tagged ? new Tagged(tagged.tag(), normal(tagged.value())) : value;
    }

    private static Object normalNumber(Number number) {
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        if (number instanceof BigInteger whole) {
            return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
        }
        if (number instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros();
        }
        if (number instanceof Double || number instanceof Float) {
            double floating = number.doubleValue();
            return floating == 0 ? 0.0 : floating;
        }
        return number;
    }

    private static List<?> normalList(List<?> list) {
        List<Object> changed = null;
        for (int place = 0; place < list.size(); place++) {
            Object element = list.get(place);
            Object normal = normal(element);
            if (normal != element && changed == null) {
                changed = new ArrayList<>(list);
            }
            if (changed != null) {
                changed.set(place, normal);
            }
        }
        return changed == null ? list : Collections.unmodifiableList(changed);
    }
}

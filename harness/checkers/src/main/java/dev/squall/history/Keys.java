package dev.squall.history;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The keys of histories over independent objects. */
public final class Keys {

    private Keys() {}

    /**
     * Returns the key as it is compared: one and the same however a recorder boxed a whole number, alone or in a list.
     */
    public static Object normal(Object key) {
        if (key instanceof Integer || key instanceof Short || key instanceof Byte) {
            return ((Number) key).longValue();
        }
        if (key instanceof BigInteger number && number.bitLength() < Long.SIZE) {
            return number.longValue();
        }
        return key instanceof List<?> list ? normalElements(list) : key;
    }

    private static List<Object> normalElements(List<?> list) {
        List<Object> normal = new ArrayList<>(list.size());
        list.forEach(element -> normal.add(normal(element)));
        return Collections.unmodifiableList(normal);
    }
}

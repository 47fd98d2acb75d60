package dev.squall.suite.kubernetes;

import java.util.LinkedHashMap;
import java.util.Map;

/** Fields of an object in a manifest, in the order in which they were added. */
final class Fields {

    private final Map<String, Object> map = new LinkedHashMap<>();

    private Fields() {}

    static Fields of(String name, Object value) {
        return new Fields().with(name, value);
    }

    Fields with(String name, Object value) {
        map.put(name, value);
        return this;
    }

    Map<String, Object> map() {
        return map;
    }
}

package dev.squall.fault;

import dev.squall.history.Keyword;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads faults from EDN data. The reader is lenient: histories of older versions and of other programs must stay
 * readable.
 */
final class EdnFaults {

    private static final long MILLISECOND_NANOS = 1_000_000L;
    private static final Keyword NODE = new Keyword("node");
    private static final Keyword NODES = new Keyword("nodes");
    private static final Keyword KIND = new Keyword("kind");
    private static final Keyword OFFSET = new Keyword("offset-ms");
    private static final Keyword LOST_RECORDS = new Keyword("lost-records");
    private static final long OLD_STROBE_MILLIS = 50;

    private EdnFaults() {}

    static List<Fault> read(FaultFamily family, Object value) {
        List<Fault> faults = new ArrayList<>();
        for (Map<Object, Object> data : forms(family, value)) {
            try {
                faults.add(family.read(new EdnFields(data)));
            } catch (IllegalArgumentException | ArithmeticException e) {
                // Skips faults of kinds that this version does not know.
                continue;
            }
        }
        return faults;
    }

    /** Returns the data of each fault in the current format. */
    private static List<Map<Object, Object>> forms(FaultFamily family, Object value) {
        if (value instanceof List<?> nodes && family.subject().equals(NODE.name())) {
            return onEach(nodes, Map.of());
        }
        Map<?, ?> map = value instanceof Map<?, ?> fields ? fields : Map.of();
        if (family == FaultFamily.CLOCK && map.get(NODES) instanceof List<?> nodes) {
            return onEach(nodes, oldSkew(map));
        } else if (family == FaultFamily.DISK && map.get(LOST_RECORDS) instanceof Map<?, ?> lost) {
            return onEach(List.copyOf(lost.keySet()), map);
        } else if (!map.containsKey(new Keyword(family.subject()))) {
            return List.of();
        }
        Map<Object, Object> data = new LinkedHashMap<>(map);
        if (map.get(new Keyword("family")) instanceof Keyword shape) {
            data.put(new Keyword("shape"), shape);
        }
        return List.of(data);
    }

    private static List<Map<Object, Object>> onEach(List<?> nodes, Map<?, ?> more) {
        List<Map<Object, Object>> forms = new ArrayList<>();
        for (Object node : nodes) {
            Map<Object, Object> data = new LinkedHashMap<>(more);
            data.put(NODE, node);
            forms.add(data);
        }
        return forms;
    }

    private static Map<Object, Object> oldSkew(Map<?, ?> map) {
        Map<Object, Object> data = new LinkedHashMap<>(map);
        String kind = map.get(KIND) instanceof Keyword word ? word.name() : "";
        if (kind.equals("strobe")) {
            data.put(new Keyword("strobe-ms"), OLD_STROBE_MILLIS);
        } else if (kind.equals("drift") && map.get(OFFSET) instanceof Long millis) {
            data.put(OFFSET, 0L);
            data.put(new Keyword("drift-ppb"), ClockSkew.drift(millis * MILLISECOND_NANOS));
        }
        return data;
    }

    /** Adds the numbers that only older histories record: clock offsets and lost records by node. */
    static void addSeenOfOld(Map<?, ?> value, Fault fault, Map<String, Long> seen) {
        for (String node : fault.nodes()) {
            if (fault instanceof ClockSkew && value.get(node) instanceof Number nanos) {
                seen.put("offset-ns", nanos.longValue());
            } else if (fault instanceof DiskLoss
                    && value.get(LOST_RECORDS) instanceof Map<?, ?> lost
                    && lost.get(node) instanceof Number records) {
                seen.put("lost-records", records.longValue());
            }
        }
    }

    /** The fields of a fault in a history. */
    private record EdnFields(Map<Object, Object> data) implements FaultFields {

        private Object get(String name) {
            return data.get(new Keyword(name));
        }

        private static IllegalArgumentException wrong(String name, Object found) {
            return new IllegalArgumentException("found " + found + " as " + name + " of a fault");
        }

        @Override
        public boolean has(String name) {
            return get(name) != null;
        }

        @Override
        public String node(String name) {
            if (get(name) instanceof String node) {
                return node;
            }
            throw wrong(name, get(name));
        }

        @Override
        public String word(String name, List<String> words) {
            Object value = get(name) == null ? new Keyword(words.get(0)) : get(name);
            String word = value instanceof Keyword keyword ? keyword.name() : String.valueOf(value);
            if (!words.contains(word)) {
                throw wrong(name, value);
            }
            return word;
        }

        @Override
        public long whole(String name, long otherwise) {
            return has(name) ? number(name).longValue() : otherwise;
        }

        @Override
        public long millis(String name, long otherwiseNanos) {
            return has(name)
                    ? number(name)
                            .multiply(BigDecimal.valueOf(MILLISECOND_NANOS))
                            .longValue()
                    : otherwiseNanos;
        }

        private BigDecimal number(String name) {
            if (get(name) instanceof Number number && Double.isFinite(number.doubleValue())) {
                return new BigDecimal(number.toString());
            }
            throw wrong(name, get(name));
        }

        @Override
        public boolean flag(String name) {
            return Boolean.TRUE.equals(get(name));
        }

        @Override
        public Map<String, List<String>> links(String name) {
            Map<String, List<String>> links = new LinkedHashMap<>();
            if (get(name) instanceof Map<?, ?> map) {
                map.forEach((from, receivers) -> {
                    if (receivers instanceof List<?> list) {
                        links.put(
                                String.valueOf(from),
                                list.stream().map(String::valueOf).toList());
                    }
                });
            }
            return links;
        }
    }
}

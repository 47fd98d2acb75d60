package dev.squall.check.log;

import dev.squall.history.EdnWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The logs of all keys: for each offset, the entries that showed it. */
final class Logs {

    private final Map<Object, TreeMap<Long, List<LogEntry>>> byKey = new LinkedHashMap<>();

    void add(LogEntry entry) {
        byKey.computeIfAbsent(entry.key(), key -> new TreeMap<>())
                .computeIfAbsent(entry.offset(), offset -> new ArrayList<>())
                .add(entry);
    }

    int keyCount() {
        return byKey.size();
    }

    /** Returns the first known offset of a key after an offset; null if there is none. */
    Long offsetAfter(Object key, long offset) {
        return byKey.get(key).higherKey(offset);
    }

    /** Returns an entry at a known offset. */
    LogEntry entry(Object key, long offset) {
        return byKey.get(key).get(offset).get(0);
    }

    /** Returns the number of acknowledged sends. */
    int acknowledged() {
        int acknowledged = 0;
        for (TreeMap<Long, List<LogEntry>> log : byKey.values()) {
            acknowledged += sends(log.values());
        }
        return acknowledged;
    }

    /** Returns the number of messages that were polled, each once. */
    int polled() {
        int polled = 0;
        for (TreeMap<Long, List<LogEntry>> log : byKey.values()) {
            polled += (int) log.values().stream()
                    .filter(entries -> entries.stream().anyMatch(LogEntry::isPolled))
                    .count();
        }
        return polled;
    }

    /** Returns the number of acknowledged sends behind the last polled offset of their key. */
    int unobserved() {
        int unobserved = 0;
        for (TreeMap<Long, List<LogEntry>> log : byKey.values()) {
            unobserved += sends(log.tailMap(lastPolled(log), false).values());
        }
        return unobserved;
    }

    private static int sends(Collection<List<LogEntry>> entries) {
        return (int) entries.stream()
                .flatMap(List::stream)
                .filter(entry -> !entry.isPolled())
                .count();
    }

    private static long lastPolled(TreeMap<Long, List<LogEntry>> log) {
        for (Map.Entry<Long, List<LogEntry>> each : log.descendingMap().entrySet()) {
            if (each.getValue().stream().anyMatch(LogEntry::isPolled)) {
                return each.getKey();
            }
        }
        return Long.MIN_VALUE;
    }

    /** Returns the anomalies of the logs themselves. */
    List<LogAnomaly> anomalies() {
        List<LogAnomaly> anomalies = new ArrayList<>();
        byKey.forEach((key, log) -> {
            addLost(log, anomalies);
            addInconsistent(key, log, anomalies);
            addDuplicates(log, anomalies);
        });
        return anomalies;
    }

    private static void addLost(TreeMap<Long, List<LogEntry>> log, List<LogAnomaly> anomalies) {
        Set<Object> polled = new LinkedHashSet<>();
        log.values().stream()
                .flatMap(List::stream)
                .filter(LogEntry::isPolled)
                .forEach(entry -> polled.add(entry.message()));
        long last = lastPolled(log);
        for (List<LogEntry> entries : log.headMap(last, false).values()) {
            for (LogEntry sent : entries) {
                if (!sent.isPolled() && !polled.contains(sent.message())) {
                    LogEntry later = log.get(last).stream()
                            .filter(LogEntry::isPolled)
                            .findFirst()
                            .orElseThrow();
                    anomalies.add(new LogAnomaly(
                            LogAnomaly.Kind.LOST_WRITE,
                            words(sent) + " was acknowledged and polled by nobody, but " + words(later)
                                    + " was polled by process "
                                    + later.operation().process(),
                            indexes(sent, later)));
                }
            }
        }
    }

    private static void addInconsistent(Object key, TreeMap<Long, List<LogEntry>> log, List<LogAnomaly> anomalies) {
        log.forEach((offset, entries) -> entries.stream()
                .filter(entry -> !entry.message().equals(entries.get(0).message()))
                .findFirst()
                .ifPresent(other -> anomalies.add(new LogAnomaly(
                        LogAnomaly.Kind.INCONSISTENT_OFFSETS,
                        "offset " + offset + " of key " + EdnWriter.toEdn(key) + " holds "
                                + EdnWriter.toEdn(entries.get(0).message()) + " and "
                                + EdnWriter.toEdn(other.message()),
                        indexes(entries.get(0), other)))));
    }

    private static void addDuplicates(TreeMap<Long, List<LogEntry>> log, List<LogAnomaly> anomalies) {
        Map<Object, LogEntry> first = new LinkedHashMap<>();
        Set<Object> told = new LinkedHashSet<>();
        for (List<LogEntry> entries : log.values()) {
            for (LogEntry entry : entries) {
                LogEntry earlier = first.putIfAbsent(entry.message(), entry);
                if (earlier != null && earlier.offset() != entry.offset() && told.add(entry.message())) {
                    anomalies.add(new LogAnomaly(
                            LogAnomaly.Kind.DUPLICATE,
                            words(earlier) + " is also at offset " + entry.offset(),
                            indexes(earlier, entry)));
                }
            }
        }
    }

    /** Returns a text such as {@code message 7 of key "k" at offset 3}. */
    static String words(LogEntry entry) {
        return "message " + EdnWriter.toEdn(entry.message()) + " of key " + EdnWriter.toEdn(entry.key()) + " at offset "
                + entry.offset();
    }

    static List<Integer> indexes(LogEntry one, LogEntry other) {
        List<Integer> indexes = new ArrayList<>(one.operation().indexes());
        indexes.addAll(other.operation().indexes());
        return indexes;
    }
}

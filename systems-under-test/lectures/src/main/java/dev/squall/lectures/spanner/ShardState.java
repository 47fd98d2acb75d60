package dev.squall.lectures.spanner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * State of a shard, equal at all replicas that have applied the same log. The state keeps every version of every key,
 * and the outcome of every transaction, so that a late copy of a message is recognised. Memory grows with the run.
 */
final class ShardState {

    /** Version of an absent key. */
    static final long ABSENT = 0;

    /** Outcome of a transaction. */
    record Outcome(boolean commit, long timestamp) {}

    /** Results of operations, and the writes that they would make. */
    record Execution(List<Object> results, Map<Object, Object> writes) {}

    private final Map<Object, NavigableMap<Long, Object>> versions = new HashMap<>();
    private final Map<String, ShardCommand> prepared = new LinkedHashMap<>();
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private long safeTime;
    private long lastTimestamp;

    /**
     * Applies a command. The first outcome of a transaction counts.
     *
     * @return keys that the command has written
     */
    List<Object> apply(ShardCommand command) {
        lastTimestamp = Math.max(lastTimestamp, command.timestamp());
        String transaction = command.transaction();
        switch (command.kind()) {
            case SAFE -> safeTime = Math.max(safeTime, command.timestamp());
            case PREPARE -> {
                if (!outcomes.containsKey(transaction)) {
                    prepared.putIfAbsent(transaction, command);
                }
            }
            case COMMIT, ABORT -> {
                boolean commit = command.kind() == ShardCommand.Kind.COMMIT;
                if (outcomes.putIfAbsent(transaction, new Outcome(commit, command.timestamp())) == null) {
                    ShardCommand promise = prepared.remove(transaction);
                    return commit ? install((promise == null ? command : promise).operations(), command) : List.of();
                }
            }
            case BLANK -> {}
        }
        return List.of();
    }

    private List<Object> install(List<List<Object>> operations, ShardCommand commit) {
        Map<Object, Object> writes = execute(operations).writes();
        writes.forEach((key, value) ->
                versions.computeIfAbsent(key, absent -> new TreeMap<>()).put(commit.timestamp(), value));
        return List.copyOf(writes.keySet());
    }

    /** Executes operations on the latest versions, without changing the state. The caller holds the locks. */
    Execution execute(List<List<Object>> operations) {
        List<Object> results = new ArrayList<>();
        Map<Object, Object> writes = new LinkedHashMap<>();
        for (List<Object> operation : operations) {
            Object key = operation.get(1);
            Object before = writes.containsKey(key) ? writes.get(key) : value(key, Long.MAX_VALUE);
            switch ((String) operation.get(0)) {
                case "r" -> results.add(before);
                case "w" -> {
                    writes.put(key, operation.get(2));
                    results.add(operation.get(2));
                }
                default -> {
                    writes.put(key, appended(before, operation.get(2)));
                    results.add(operation.get(2));
                }
            }
        }
        return new Execution(results, writes);
    }

    /** Appends to a list. A value that is no list counts as a list of one element. */
    private static List<Object> appended(Object before, Object element) {
        List<Object> list = new ArrayList<>();
        if (before instanceof List<?> elements) {
            list.addAll(elements);
        } else if (before != null) {
            list.add(before);
        }
        list.add(element);
        return Collections.unmodifiableList(list);
    }

    /** Returns the value of a key as of a timestamp, null if the key was absent. */
    Object value(Object key, long timestamp) {
        Map.Entry<Long, Object> entry = entry(key, timestamp);
        return entry == null ? null : entry.getValue();
    }

    /** Returns the commit timestamp of a key's version as of a timestamp, or {@link #ABSENT}. */
    long version(Object key, long timestamp) {
        Map.Entry<Long, Object> entry = entry(key, timestamp);
        return entry == null ? ABSENT : entry.getKey();
    }

    private Map.Entry<Long, Object> entry(Object key, long timestamp) {
        NavigableMap<Long, Object> ofKey = versions.get(key);
        return ofKey == null ? null : ofKey.floorEntry(timestamp);
    }

    /** Returns the command that prepared a transaction without outcome, or null. */
    ShardCommand prepared(String transaction) {
        return prepared.get(transaction);
    }

    /** Returns the prepared transactions without outcome, in the order of the log. */
    List<ShardCommand> allPrepared() {
        return List.copyOf(prepared.values());
    }

    /** Returns the outcome of a transaction, or null. */
    Outcome outcome(String transaction) {
        return outcomes.get(transaction);
    }

    /** Returns the largest promised safe time. */
    long safeTime() {
        return safeTime;
    }

    /** Returns the largest timestamp of all commands. */
    long lastTimestamp() {
        return lastTimestamp;
    }
}

package dev.squall.check.transaction.pattern;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.pattern.Steps.Step;
import dev.squall.history.ClientOperation;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Check for long forks, as Jepsen's: single writes of keys, each key once, and reads of groups of keys. Two reads of
 * one group are a long fork if each sees a write that the other misses. Snapshot isolation forbids it, parallel
 * snapshot isolation does not.
 *
 * <p>The history's shape is {@code [[:w k v]]} for writes and {@code [[:r k v] ...]} or {@code {k v}} for reads; a key
 * belongs to one group. Unknown means that the history is of another shape. Takes O(n log n).
 */
public final class LongForks implements Checker {

    private static final String NAME = "long-fork";

    /** A read: the keys of its group with what it saw. */
    private record Read(ClientOperation operation, Map<String, Object> values) {

        Set<String> seen() {
            Set<String> seen = new TreeSet<>(values.keySet());
            seen.removeIf(key -> values.get(key) == null);
            return seen;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Verdict check(History history, Budget budget) {
        try {
            List<ClientOperation> operations = ClientOperation.of(history);
            Map<String, Object> written = written(operations);
            Map<Set<String>, List<Read>> groups = groups(operations);
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("groups", groups.size());
            details.put("reads", groups.values().stream().mapToInt(List::size).sum());
            details.put(Steps.MEETINGS, Steps.meetings(operations, Steps::of));
            for (List<Read> reads : groups.values()) {
                for (Read read : reads) {
                    for (String key : read.seen()) {
                        if (!Objects.equals(written.get(key), read.values().get(key))) {
                            return garbage(read, key, details);
                        }
                    }
                }
                Verdict fork = fork(reads, details);
                if (fork != null) {
                    return fork;
                }
            }
            return Verdict.valid(
                    NAME,
                    details.get("reads") + " reads of " + groups.size() + " groups are without a fork;"
                            + " transactions met " + details.get(Steps.MEETINGS) + " times on a key",
                    details);
        } catch (HistoryFormatException unfit) {
            return Verdict.unknown(NAME, "cannot be checked: " + unfit.getMessage(), Map.of());
        }
    }

    private static Verdict garbage(Read read, String key, Map<String, Object> details) {
        return Verdict.violation(
                NAME,
                "garbage-read",
                "the read " + read.operation().index() + " saw "
                        + Steps.words(read.values().get(key)) + " in " + key
                        + ", which no write that may have happened wrote",
                List.of(read.operation().index()),
                details);
    }

    /** Reads without a fork are a chain: sorted by the number of keys seen, each contains the one before. */
    private static Verdict fork(List<Read> reads, Map<String, Object> details) {
        List<Read> bySize = new ArrayList<>(reads);
        bySize.sort(Comparator.comparingInt(read -> read.seen().size()));
        for (int i = 1; i < bySize.size(); i++) {
            Set<String> less = bySize.get(i - 1).seen();
            Set<String> more = bySize.get(i).seen();
            if (!more.containsAll(less)) {
                less.removeAll(bySize.get(i).seen());
                more.removeAll(bySize.get(i - 1).seen());
                int one = bySize.get(i - 1).operation().index();
                int two = bySize.get(i).operation().index();
                return Verdict.violation(
                        NAME,
                        "long-fork",
                        "the read " + one + " saw the write of "
                                + less.iterator().next() + " and not that of "
                                + more.iterator().next() + "; the read " + two + " saw them the other way round",
                        List.of(one, two),
                        details);
            }
        }
        return null;
    }

    private static Map<String, Object> written(List<ClientOperation> operations) {
        Map<String, Object> written = new TreeMap<>();
        for (ClientOperation operation : operations) {
            List<Step> steps = Steps.of(operation);
            boolean writes = steps.stream().anyMatch(step -> !step.isRead());
            if (writes && steps.size() > 1) {
                throw new HistoryFormatException("operation " + operation.index() + ": found a write among other"
                        + " steps, expected writes alone");
            }
            if (writes && operation.mayHaveHappened()) {
                Step write = steps.get(0);
                if (write.value() == null || written.put(key(write), write.value()) != null) {
                    throw new HistoryFormatException("operation " + operation.index() + ": found a second write of "
                            + key(write) + ", or one of nil, expected one write for each key");
                }
            }
        }
        return written;
    }

    private static Map<Set<String>, List<Read>> groups(List<ClientOperation> operations) {
        Map<Set<String>, List<Read>> groups = new LinkedHashMap<>();
        Map<String, Set<String>> groupOf = new TreeMap<>();
        for (ClientOperation operation : operations) {
            List<Step> steps = Steps.of(operation);
            if (!operation.isOk() || steps.isEmpty() || !steps.get(0).isRead()) {
                continue;
            }
            Map<String, Object> values = new LinkedHashMap<>();
            steps.forEach(step -> values.put(key(step), step.value()));
            if (values.size() < steps.size()) {
                throw new HistoryFormatException("operation " + operation.index()
                        + ": found a key twice in a read, expected each key of a group once");
            }
            Set<String> group = new LinkedHashSet<>(new TreeSet<>(values.keySet()));
            for (String key : group) {
                Set<String> other = groupOf.put(key, group);
                if (other != null && !other.equals(group)) {
                    throw new HistoryFormatException("operation " + operation.index() + ": found the key " + key
                            + " in a read of " + group + ", and in another one of " + other
                            + ", expected each key in one group");
                }
            }
            groups.computeIfAbsent(group, absent -> new ArrayList<>()).add(new Read(operation, values));
        }
        return groups;
    }

    /** In JSON the keys of a map are strings. */
    private static String key(Step step) {
        return step.key() instanceof String text ? text : Steps.words(step.key());
    }
}

package dev.squall.lectures.crdt;

import dev.squall.check.Verdict;
import dev.squall.check.journal.CountedProperty;
import dev.squall.lectures.crdt.CrdtFacts.Processed;
import dev.squall.lectures.crdt.CrdtFacts.Sent;
import dev.squall.lectures.crdt.CrdtFacts.Updates;
import dev.squall.node.Fact;
import dev.squall.workload.JournalAnalysis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Analysis of strong eventual consistency (lecture 7.3) at every instant of the run: whenever two replicas have
 * processed the same set of updates, their states are equal. One replica at two instants counts too. The analysis also
 * measures the sizes of the broadcast states and deltas.
 *
 * <p>A fact takes time and memory proportional to the number of nodes, and of updates that overtook others. A replica
 * that restarts has forgotten its updates. The facts after the first restart are not judged, and the verdict is then
 * unknown, unless a violation was found before.
 */
final class SecJournal implements JournalAnalysis {

    /** Name of the checked property. */
    static final String PROPERTY = "strong-eventual-consistency";

    /** Anomaly of replicas that differ after the same updates. */
    static final String ANOMALY = "same-updates-different-states";

    /** Name of the checker that reports the sizes of messages. */
    static final String SIZES = "crdt-message-sizes";

    /** Average number of values in a message that contains a new update, as a share of the number of all updates. */
    static final String SHARE = "values-per-update";

    private record Seen(long timeNanos, String node, String state) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s at %.3f s was %s", node, timeNanos / 1e9, state);
        }
    }

    /** Set of update numbers of one node: all up to a number, and some beyond. */
    private static final class Numbers {

        private long allUpTo;
        private final TreeSet<Long> beyond = new TreeSet<>();

        void add(long first, long last) {
            if (first <= allUpTo + 1) {
                allUpTo = Math.max(allUpTo, last);
            } else {
                for (long number = first; number <= last; number++) {
                    beyond.add(number);
                }
            }
            beyond.headSet(allUpTo, true).clear();
            while (beyond.remove(allUpTo + 1)) {
                allUpTo++;
            }
        }

        List<Long> toList() {
            List<Long> numbers = new ArrayList<>(beyond.size() + 1);
            numbers.add(allUpTo);
            numbers.addAll(beyond);
            return numbers;
        }
    }

    private final CountedProperty property =
            new CountedProperty(PROPERTY, "replicas that had processed the same updates were equal", "comparisons");
    private final Map<String, Map<String, Numbers>> processed = new TreeMap<>();
    private final Map<Map<String, List<Long>>, Seen> states = new HashMap<>();
    private String missing = "";

    private long messages;
    private long newMessages;
    private long newValues;
    private long characters;

    @Override
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        if (life > 0 && missing.isEmpty()) {
            missing = nodeId + " was restarted; found the facts of a replica without memory, expected replicas that do"
                    + " not crash";
        }
        if (fact instanceof Processed noted && missing.isEmpty()) {
            onProcessed(timeNanos, nodeId, noted);
        } else if (fact instanceof Sent sent) {
            messages++;
            characters += sent.characters();
            if (!sent.repeated()) {
                newMessages++;
                newValues += sent.values();
            }
        }
    }

    private void onProcessed(long timeNanos, String nodeId, Processed fact) {
        Map<String, Numbers> ofNode = processed.computeIfAbsent(nodeId, unknown -> new TreeMap<>());
        for (Updates updates : fact.updates()) {
            ofNode.computeIfAbsent(updates.node(), unknown -> new Numbers()).add(updates.first(), updates.last());
        }
        Map<String, List<Long>> set = new TreeMap<>();
        ofNode.forEach((node, numbers) -> set.put(node, numbers.toList()));
        Seen now = new Seen(timeNanos, nodeId, fact.state());
        Seen before = states.putIfAbsent(set, now);
        if (before == null) {
            return;
        }
        property.count();
        if (!before.state().equals(now.state())) {
            property.breakWith(
                    ANOMALY,
                    now + ", but " + before + ", and both had processed the same updates: " + words(set),
                    "updates",
                    words(set));
        }
    }

    /** Returns a set of updates in words, such as {@code 2 of n1, 1 and 3 of n2}. */
    private static String words(Map<String, List<Long>> set) {
        List<String> words = new ArrayList<>();
        set.forEach((node, numbers) -> {
            List<String> parts = new ArrayList<>();
            if (numbers.get(0) > 0) {
                parts.add(numbers.get(0) == 1 ? "1" : "1 to " + numbers.get(0));
            }
            numbers.subList(1, numbers.size()).forEach(number -> parts.add(number.toString()));
            words.add(String.join(" and ", parts) + " of " + node);
        });
        return String.join(", ", words);
    }

    @Override
    public List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        if (!processed.isEmpty()) {
            verdicts.add(property.verdict(missing));
        }
        if (newMessages > 0 && missing.isEmpty()) {
            verdicts.add(sizes());
        }
        return verdicts;
    }

    private Verdict sizes() {
        double values = newValues / (double) newMessages;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(SHARE, values / newMessages);
        figures.put("values", values);
        figures.put("characters", characters / (double) messages);
        figures.put("messages", messages);
        String words = String.format(
                Locale.ROOT,
                "%.1f values in a message with a new update, after %d updates; %.0f characters in each of %d messages",
                values,
                newMessages,
                characters / (double) messages,
                messages);
        return Verdict.valid(SIZES, words, figures);
    }

    /** Returns empty, because all replicas have the same role. */
    @Override
    public Optional<String> primary() {
        return Optional.empty();
    }
}

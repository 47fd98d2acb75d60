package dev.squall.lectures.idempotence;

import dev.squall.check.Verdict;
import dev.squall.check.journal.CountedProperty;
import dev.squall.lectures.idempotence.RetryMessages.Executed;
import dev.squall.node.Fact;
import dev.squall.workload.JournalAnalysis;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Analysis of the server's executions: a request changes the value at most once, however often it is retried (lecture
 * 5.1). Each fact takes constant time. If the server restarts, its memory is lost, and the verdict is unknown unless a
 * violation was found before.
 */
final class RetryJournal implements JournalAnalysis {

    /** Name of the checked property. */
    static final String PROPERTY = "retries-change-nothing";

    private record Id(String stub, long number) {}

    private final String added;
    private final String removed;
    private final CountedProperty property =
            new CountedProperty(PROPERTY, "no retry changed the value again", "executions");
    private final Map<Id, Long> changedAt = new HashMap<>();
    private boolean isNoted;
    private String missing = "";

    /**
     * @param added anomaly of an add that changes the value twice
     * @param removed anomaly of a remove that changes the value twice
     */
    RetryJournal(String added, String removed) {
        this.added = added;
        this.removed = removed;
    }

    @Override
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        if (life > 0 && missing.isEmpty()) {
            missing = nodeId + " was restarted; found the facts of a server without memory, expected nodes that do not"
                    + " crash";
        }
        if (!(fact instanceof Executed executed) || !missing.isEmpty()) {
            return;
        }
        isNoted = true;
        property.count();
        if (executed.changed()) {
            Long before = changedAt.putIfAbsent(new Id(executed.stub(), executed.number()), timeNanos);
            if (before != null) {
                property.breakWith(
                        executed.function().equals(Store.ADD) ? added : removed,
                        String.format(
                                Locale.ROOT,
                                "%s at %.3f s executed a retry of request %d of %s, %s %d, and the value changed, as it"
                                        + " had by the same request at %.3f s",
                                nodeId,
                                timeNanos / 1e9,
                                executed.number(),
                                executed.stub(),
                                executed.function(),
                                executed.argument(),
                                before / 1e9));
            }
        }
    }

    @Override
    public List<Verdict> verdicts() {
        return isNoted ? List.of(property.verdict(missing)) : List.of();
    }

    /** Returns empty, because the server is always the first node. */
    @Override
    public Optional<String> primary() {
        return Optional.empty();
    }
}

package dev.squall.check.totals;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Check that the elements put into a queue come out of it, in any order, as in Jepsen's total-queue.
 *
 * <ul>
 *   <li><i>Lost</i> elements had an acknowledged enqueue but did not come out, although the queue was drained
 *       afterwards: a violation, {@code lost-element}.
 *   <li><i>Unexpected</i> elements came out although they were never enqueued or their enqueue failed: a violation,
 *       {@code unexpected-element}.
 *   <li><i>Duplicated</i> elements came out more often than they were enqueued: a violation, {@code
 *       duplicated-element}, unless the queue may deliver more than once.
 *   <li><i>Recovered</i> elements came out although the outcome of their enqueue was unknown: not a violation.
 * </ul>
 *
 * <p>Takes O(n). The history's shape is {@code enqueue} with the element, {@code dequeue} completed with one or, from
 * an empty queue, with nil, and {@code drain} completed with a list of all that was left. A drain of unknown outcome
 * counts with the elements that its completion lists. The verdict is unknown if missing elements may still be in the
 * queue, since no drain succeeded after their enqueue. The verdict is also unknown if a dequeue or drain of unknown
 * outcome may have taken missing elements, or if the history has another shape.
 */
public final class QueueTotals implements Checker {

    private static final String NAME = "queue-totals";

    private final boolean deliversMoreThanOnce;

    /** @param deliversMoreThanOnce true if the queue promises at-least-once delivery, so that duplicates are allowed */
    public QueueTotals(boolean deliversMoreThanOnce) {
        this.deliversMoreThanOnce = deliversMoreThanOnce;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> observingFunctions() {
        return Set.of("dequeue", "drain");
    }

    @Override
    public Verdict check(History history, Budget budget) {
        try {
            return new Tally(ClientOperation.of(history)).verdict(deliversMoreThanOnce);
        } catch (HistoryFormatException unfit) {
            return Verdict.unknown(NAME, "cannot be checked: " + unfit.getMessage(), Map.of());
        }
    }

    /** Counts of elements that were enqueued and that came out. */
    private static final class Tally {

        private final List<ClientOperation> operations;
        private final Multiset attempted = new Multiset();
        private final Multiset acknowledged = new Multiset();
        private final Multiset beforeDrain = new Multiset();
        private final Multiset out = new Multiset();
        private int lastDrain = -1;
        private int uncertainDequeues;
        private boolean uncertainDrain;

        Tally(List<ClientOperation> operations) {
            this.operations = operations;
            for (ClientOperation operation : operations) {
                switch (operation.function()) {
                    case "enqueue" -> {}
                    case "dequeue" -> dequeue(operation);
                    case "drain" -> drain(operation);
                    default ->
                        throw new HistoryFormatException(
                                "operation " + operation.invocation().index() + ": found the function "
                                        + operation.function() + ", expected enqueue, dequeue or drain on a queue");
                }
            }
            operations.stream().filter(o -> o.function().equals("enqueue")).forEach(this::enqueue);
        }

        private void enqueue(ClientOperation operation) {
            Object element = operation.unchangedArgument();
            if (operation.mayHaveHappened()) {
                attempted.add(element);
            }
            if (operation.isOk()) {
                acknowledged.add(element);
                if (operation.completion().index() < lastDrain) {
                    beforeDrain.add(element);
                }
            }
        }

        private void dequeue(ClientOperation operation) {
            if (operation.isOk() && operation.result() != null) {
                out.add(operation.result());
            }
            uncertainDequeues += operation.isOk() || !operation.mayHaveHappened() ? 0 : 1;
        }

        private void drain(ClientOperation operation) {
            if (!operation.mayHaveHappened()) {
                return;
            }
            if (operation.result() instanceof Collection<?> elements) {
                elements.forEach(out::add);
            } else if (operation.isOk()) {
                throw new HistoryFormatException("operation " + operation.index() + ": found drain with the value "
                        + EdnWriter.toEdn(operation.result()) + ", expected a list of the elements");
            }
            if (operation.isOk()) {
                lastDrain = Math.max(lastDrain, operation.invocation().index());
            } else {
                uncertainDrain = true;
            }
        }

        Verdict verdict(boolean deliversMoreThanOnce) {
            Multiset excess = out.minus(attempted);
            Multiset unexpected = new Multiset();
            Multiset duplicated = new Multiset();
            excess.counts().forEach((element, times) -> {
                Multiset kind = attempted.count(element) == 0 ? unexpected : duplicated;
                kind.add(element, times);
            });
            Multiset missing = acknowledged.minus(out);
            Multiset lost = beforeDrain.minus(out);
            Map<String, Object> details = details(missing, unexpected, duplicated, excess);
            if (!unexpected.isEmpty()) {
                return violation("unexpected-element", unexpected, " came out that nobody had enqueued", details);
            }
            boolean accountedFor = uncertainDrain || lost.size() <= uncertainDequeues;
            if (!accountedFor) {
                return violation(
                        "lost-element",
                        lost,
                        " had been acknowledged and did not come out before the drain ended",
                        details);
            }
            if (!duplicated.isEmpty() && !deliversMoreThanOnce) {
                return violation("duplicated-element", duplicated, " came out more often than enqueued", details);
            }
            return missing.isEmpty()
                    ? Verdict.valid(NAME, acknowledged.size() + " acknowledged elements came out", details)
                    : Verdict.unknown(NAME, missingWords(missing, lost), details);
        }

        private String missingWords(Multiset missing, Multiset lost) {
            String reason = lost.isEmpty()
                    ? "may still be in the queue: no drain that succeeded was invoked after their enqueues"
                    : "may have gone to a dequeue or drain whose outcome is unknown";
            return "of " + acknowledged.size() + " acknowledged elements, " + missing.size() + " did not come out, but "
                    + reason;
        }

        private Map<String, Object> details(
                Multiset missing, Multiset unexpected, Multiset duplicated, Multiset excess) {
            Multiset expectedOut = out.minus(excess);
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("attempted", attempted.size());
            details.put("acknowledged", acknowledged.size());
            details.put("dequeued", out.size());
            details.put("missing", missing.size());
            details.put("unexpected", unexpected.size());
            details.put("duplicated", duplicated.size());
            details.put("recovered", expectedOut.minus(acknowledged).size());
            return details;
        }

        private Verdict violation(String anomaly, Multiset elements, String what, Map<String, Object> details) {
            TreeSet<Integer> indexes = new TreeSet<>();
            for (ClientOperation operation : operations) {
                if (concerns(operation, elements)) {
                    indexes.addAll(operation.indexes());
                }
            }
            String named = elements.counts().keySet().stream()
                    .limit(10)
                    .map(EdnWriter::toEdn)
                    .collect(Collectors.joining(", "));
            String more = elements.counts().size() > 10 ? " and others" : "";
            String noun = elements.size() == 1 ? "element" : "elements";
            return Verdict.violation(
                    NAME,
                    anomaly,
                    elements.size() + " " + noun + what + ": " + named + more,
                    List.copyOf(indexes),
                    details);
        }

        private boolean concerns(ClientOperation operation, Multiset elements) {
            return switch (operation.function()) {
                case "enqueue" -> elements.count(operation.argument()) > 0;
                case "dequeue" -> elements.count(operation.result()) > 0;
                default ->
                    operation.invocation().index() == lastDrain
                            || operation.result() instanceof Collection<?> drained
                                    && drained.stream().anyMatch(element -> elements.count(element) > 0);
            };
        }
    }
}

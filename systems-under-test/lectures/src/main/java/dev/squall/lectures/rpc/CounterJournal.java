package dev.squall.lectures.rpc;

import dev.squall.check.Verdict;
import dev.squall.check.journal.SafetyProperty;
import dev.squall.history.Operation;
import dev.squall.lectures.rpc.RpcFacts.Executed;
import dev.squall.lectures.rpc.RpcFacts.Recovered;
import dev.squall.node.Fact;
import dev.squall.workload.JournalAnalysis;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Analysis of the counter service's journals: compares the increments that the server journals as executed with the
 * clients' results. Facts reach the harness before all that they cause. So the harness knows of an execution before the
 * client's increment or read completes. Each call takes constant time.
 */
final class CounterJournal implements JournalAnalysis {

    private static final String AT_MOST_ONCE = "rpc-at-most-once";
    private static final String ACKNOWLEDGED = "rpc-acknowledged-executed";
    private static final String AGREES = "rpc-counter-agrees";

    /** Names of the checked properties. */
    static final List<String> PROPERTIES = List.of(AT_MOST_ONCE, ACKNOWLEDGED, AGREES);

    private record Execution(long timeNanos, String node, int life, Executed fact) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s%s at %.3f s, as call %d of %s",
                    node,
                    life == 0 ? "" : " (life " + life + ")",
                    timeNanos / 1e9,
                    fact.request().number(),
                    fact.request().stub());
        }
    }

    /** A safety property that counts the events checked. */
    private static final class Property extends SafetyProperty {

        private final String kept;
        private long count;

        private Property(String checker, String kept) {
            super(checker);
            this.kept = kept;
        }

        private void require(boolean holds, String anomaly, String summary) {
            count++;
            if (!holds) {
                breakWith(anomaly, summary, figures());
            }
        }

        @Override
        protected String kept() {
            return String.format(Locale.ROOT, kept, count);
        }

        @Override
        protected Map<String, Object> figures() {
            return new LinkedHashMap<>(Map.of("count", count));
        }
    }

    private final Property atMostOnce = new Property(AT_MOST_ONCE, "none of %d increments was executed twice");
    private final Property acknowledged =
            new Property(ACKNOWLEDGED, "each of %d acknowledged increments was executed before");
    private final Property agrees =
            new Property(AGREES, "each of %d reads and recoveries returned the number of executed increments");

    private final Map<Object, Execution> executed = new HashMap<>();
    /** Number of executed increments when a process's pending read was invoked, by process. */
    private final Map<Integer, Long> countAtInvocation = new HashMap<>();

    private long count;
    private boolean isNoted;

    @Override
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        if (fact instanceof Executed execution) {
            isNoted = true;
            onExecution(new Execution(timeNanos, nodeId, life, execution));
        } else if (fact instanceof Recovered recovered) {
            isNoted = true;
            for (Executed execution : recovered.executed()) {
                if (!executed.containsKey(execution.increment())) {
                    onExecution(new Execution(timeNanos, nodeId, life, execution));
                }
            }
            onRecoveredCounter(nodeId, life, recovered.counter());
        }
    }

    private void onExecution(Execution execution) {
        count++;
        Object increment = execution.fact().increment();
        Execution first = executed.putIfAbsent(increment, execution);
        atMostOnce.require(
                first == null,
                "increment-executed-twice",
                execution + ", executed increment " + increment + ", which had been executed before: by " + first);
    }

    /**
     * Compares the counter after a restart with the number of executed increments. The counter may be one larger: a
     * crash can lose the fact of the last execution. A server without a stable table cannot name that execution after
     * the restart.
     */
    private void onRecoveredCounter(String nodeId, int life, long counter) {
        agrees.require(
                counter == count || counter == count + 1,
                "counter-disagrees",
                nodeId + " (life " + life + ") recovered the counter as " + counter + ", expected " + count
                        + ", the number of executed increments");
        count = counter;
    }

    @Override
    public void onOperation(Operation operation) {
        if (!operation.isClient()) {
            return;
        }
        if (operation.function().equals(CounterWorkload.READ)) {
            onRead(operation);
        } else if (operation.function().equals(CounterWorkload.INCREMENT) && operation.type() == Operation.Type.OK) {
            acknowledged.require(
                    executed.containsKey(operation.value()),
                    "acknowledged-increment-not-executed",
                    "increment " + operation.value() + " was acknowledged (operation " + operation.index()
                            + "), and no server had noted its execution");
        }
    }

    private void onRead(Operation read) {
        switch (read.type()) {
            case INVOKE -> countAtInvocation.put(read.process(), count);
            case OK -> {
                long least = countAtInvocation.getOrDefault(read.process(), 0L);
                long counter = ((Number) read.value()).longValue();
                agrees.require(
                        counter >= least && counter <= count,
                        "counter-disagrees",
                        "the read by process " + read.process() + " (operation " + read.index() + ") returned "
                                + counter + ", expected " + (least == count ? "" : least + " to ") + count
                                + ", the number of executed increments");
            }
            default -> countAtInvocation.remove(read.process());
        }
    }

    @Override
    public List<Verdict> verdicts() {
        return isNoted ? List.of(atMostOnce.verdict(""), acknowledged.verdict(""), agrees.verdict("")) : List.of();
    }

    /** Returns empty, because the server is always the first node. */
    @Override
    public Optional<String> primary() {
        return Optional.empty();
    }
}

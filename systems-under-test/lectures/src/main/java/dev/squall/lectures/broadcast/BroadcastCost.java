package dev.squall.lectures.broadcast;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Cost of broadcasts in messages. For gossip, the cost includes the share of the nodes reached and the number of
 * rounds.
 */
final class BroadcastCost {

    static final String CHECKER = "broadcast-cost";

    /** Average number of copies sent between nodes for each broadcast. */
    static final String MESSAGES = "messages-per-broadcast";
    /** Average share of the nodes that a message reaches. */
    static final String COVERAGE = "coverage";
    /** Share of the messages that reach all nodes. */
    static final String COMPLETE = "complete";
    /** Average number of rounds until a message has reached its last node. */
    static final String ROUNDS = "rounds";

    /** Spread of one gossip message over the nodes. */
    private static final class Spread {
        private int nodes;
        private long rounds;
    }

    private final int nodeCount;
    private final Map<Object, Spread> spreads = new LinkedHashMap<>();
    private long broadcasts;
    private long copies;

    BroadcastCost(int nodeCount) {
        this.nodeCount = nodeCount;
    }

    void broadcast() {
        broadcasts++;
    }

    void copied(long count) {
        copies += count;
    }

    void reached(Object message, long round) {
        Spread spread = spreads.computeIfAbsent(message, unknown -> new Spread());
        spread.nodes++;
        spread.rounds = Math.max(spread.rounds, round);
    }

    /** Returns true if no node journalled a copy or a broadcast, so the cost is unknown. */
    boolean isUnknown() {
        return copies == 0 || broadcasts == 0;
    }

    /** Returns the measured figures by name. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(MESSAGES, copies / (double) broadcasts);
        if (!spreads.isEmpty()) {
            figures.put(COVERAGE, average(spread -> spread.nodes / (double) nodeCount));
            figures.put(COMPLETE, average(spread -> spread.nodes == nodeCount ? 1 : 0));
            figures.put(ROUNDS, average(spread -> spread.rounds));
        }
        return figures;
    }

    /** Returns the measured figures as one sentence. */
    String words() {
        Map<String, Object> figures = figures();
        String words = String.format(
                Locale.ROOT,
                "%.1f messages between %d nodes for each of %d broadcasts",
                figures.get(MESSAGES),
                nodeCount,
                broadcasts);
        return spreads.isEmpty()
                ? words
                : String.format(
                        Locale.ROOT,
                        "%s; one reached %.1f %% of the nodes, in %.1f rounds",
                        words,
                        100 * (Double) figures.get(COVERAGE),
                        figures.get(ROUNDS));
    }

    private double average(ToDoubleFunction<Spread> figure) {
        return spreads.values().stream().mapToDouble(figure).average().orElse(0);
    }
}

package dev.squall.lectures.broadcast;

import dev.squall.check.Verdict;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Counts the messages that broadcasts cost, and for gossip how far and in how many rounds they reach. */
final class BroadcastCost {

    static final String CHECKER = "broadcast-cost";

    /** Copies of a message between nodes, for each broadcast. */
    static final String MESSAGES = "messages-per-broadcast";
    /** Share of the nodes that a message reaches. */
    static final String COVERAGE = "coverage";
    /** Share of the messages that reach all nodes. */
    static final String COMPLETE = "complete";
    /** Rounds until a message has reached its last node. */
    static final String ROUNDS = "rounds";

    /** Spread of one message. */
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

    /** Returns the figures, as a verdict that is always valid; empty if no node noted a copy. */
    Optional<Verdict> verdict() {
        if (copies == 0 || broadcasts == 0) {
            return Optional.empty();
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(MESSAGES, copies / (double) broadcasts);
        String words = String.format(
                Locale.ROOT,
                "%.1f messages between %d nodes for each of %d broadcasts",
                copies / (double) broadcasts,
                nodeCount,
                broadcasts);
        if (!spreads.isEmpty()) {
            double coverage = average(spread -> spread.nodes / (double) nodeCount);
            double rounds = average(spread -> spread.rounds);
            figures.put(COVERAGE, coverage);
            figures.put(COMPLETE, average(spread -> spread.nodes == nodeCount ? 1 : 0));
            figures.put(ROUNDS, rounds);
            words += String.format(
                    Locale.ROOT, "; one reached %.1f %% of the nodes, in %.1f rounds", 100 * coverage, rounds);
        }
        return Optional.of(Verdict.valid(CHECKER, words, figures));
    }

    private double average(ToDoubleFunction<Spread> figure) {
        return spreads.values().stream().mapToDouble(figure).average().orElse(0);
    }
}

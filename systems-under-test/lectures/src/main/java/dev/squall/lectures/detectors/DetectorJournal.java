package dev.squall.lectures.detectors;

import dev.squall.check.Verdict;
import dev.squall.check.journal.CountedProperty;
import dev.squall.fault.Fault;
import dev.squall.fault.FaultCodec;
import dev.squall.fault.FaultFamily;
import dev.squall.history.Operation;
import dev.squall.node.Fact;
import dev.squall.node.protocol.Detectors;
import dev.squall.workload.JournalAnalysis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Analysis of the suspicions that failure detectors journal, which also measures the detectors' quality of service.
 *
 * <ul>
 *   <li>Strong completeness: every node that is up and not paused suspects a crashed node, at the latest one timeout
 *       and {@link #SLACK_NANOS} after the crash.
 *   <li>Strong accuracy, of a perfect detector: no node is suspected before it crashes.
 *   <li>Eventual strong accuracy, in the last {@link #PERIODS} periods of the network without faults: no suspicion of a
 *       live node lasts through all periods, and at least one period is without a new suspicion.
 * </ul>
 */
final class DetectorJournal implements JournalAnalysis {

    static final String COMPLETENESS = "strong-completeness";
    static final String ACCURACY = "strong-accuracy";
    static final String EVENTUAL_ACCURACY = "eventual-strong-accuracy";

    /** Number of periods at the end of a run in which accuracy is checked. */
    static final int PERIODS = 10;

    static final long PERIOD_NANOS = 1_000_000_000L;
    static final long JUDGED_NANOS = PERIODS * PERIOD_NANOS;

    /** Allowance for heartbeats in transit at a crash and for a late timeout check. */
    static final long SLACK_NANOS = 1_000_000_000L;

    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long NEVER = -1;
    private static final String SUSPICIONS = "suspicions";
    private static final String OBSERVER = "observer";
    private static final String NODE = "node";

    private final boolean isPerfect;
    private final Map<String, Watched> nodes = new LinkedHashMap<>();
    private final Map<String, Map<String, Opinion>> opinions = new LinkedHashMap<>();
    private final QualityJournal quality = new QualityJournal();
    private final CountedProperty completeness =
            new CountedProperty(COMPLETENESS, "every crashed node was suspected", SUSPICIONS);
    private final CountedProperty accuracy;
    /** Times of new suspicions of live nodes, in nanoseconds. */
    private final List<Long> mistakes = new ArrayList<>();

    private long nowNanos;
    private boolean isOver;

    private DetectorJournal(List<String> nodeIds, boolean isPerfect) {
        this.isPerfect = isPerfect;
        accuracy = isPerfect
                ? new CountedProperty(ACCURACY, "no node was suspected before it crashed", SUSPICIONS)
                : new CountedProperty(EVENTUAL_ACCURACY, "in the end no live node was suspected", SUSPICIONS);
        for (String node : nodeIds) {
            nodes.put(node, new Watched());
            Map<String, Opinion> ofOthers = new LinkedHashMap<>();
            nodeIds.stream().filter(other -> !other.equals(node)).forEach(other -> ofOthers.put(other, new Opinion()));
            opinions.put(node, ofOthers);
        }
    }

    static DetectorJournal perfect(List<String> nodes) {
        return new DetectorJournal(nodes, true);
    }

    static DetectorJournal eventuallyPerfect(List<String> nodes) {
        return new DetectorJournal(nodes, false);
    }

    /** Actual state of a node, as the harness knows it. */
    private static final class Watched {
        private boolean isDown;
        private boolean hasCrashed;
        private boolean isPaused;
        private long downSinceNanos;
        /** Time of the node's last start, pause or resumption. */
        private long runningSinceNanos;
    }

    /** State of one node's detector about another node. */
    private static final class Opinion {
        private long timeoutMillis = Detectors.TIMEOUT_MILLIS_UNLESS_SET;
        private long suspectedSinceNanos = NEVER;
        private long mistakeSinceNanos = NEVER;

        private boolean isSuspicion() {
            return suspectedSinceNanos != NEVER;
        }
    }

    @Override
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        nowNanos = Math.max(nowNanos, timeNanos);
        if (fact instanceof Detectors.Started) {
            onStart(timeNanos, nodeId);
        } else if (fact instanceof Detectors.TimeoutSet set) {
            about(nodeId, set.node()).ifPresent(opinion -> opinion.timeoutMillis = set.timeoutMillis());
        } else if (fact instanceof Detectors.Suspected suspected) {
            about(nodeId, suspected.node()).ifPresent(opinion -> onSuspicion(timeNanos, nodeId, suspected, opinion));
        } else if (fact instanceof Detectors.Restored restored) {
            about(nodeId, restored.node()).ifPresent(opinion -> onRestoration(timeNanos, opinion));
        }
    }

    private Optional<Opinion> about(String nodeId, String other) {
        Opinion opinion = opinions.get(nodeId).get(other);
        if (opinion == null) {
            accuracy.breakWith(
                    "unknown-node-suspected",
                    nodeId + " noted a fact about '" + other + "'; expected one of "
                            + opinions.get(nodeId).keySet(),
                    OBSERVER,
                    nodeId,
                    NODE,
                    other);
        }
        return Optional.ofNullable(opinion);
    }

    private void onSuspicion(long timeNanos, String observer, Detectors.Suspected fact, Opinion opinion) {
        if (opinion.isSuspicion()) {
            return;
        }
        Watched node = nodes.get(fact.node());
        opinion.suspectedSinceNanos = timeNanos;
        if (node.isDown) {
            return;
        }
        opinion.mistakeSinceNanos = timeNanos;
        mistakes.add(timeNanos);
        quality.onMistake();
        accuracy.count();
        if (isPerfect && !node.hasCrashed) {
            accuracy.breakWith(
                    "live-node-suspected",
                    observer + " suspected " + fact.node() + " at " + seconds(timeNanos)
                            + ", which had not crashed; the suspicion is for ever",
                    OBSERVER,
                    observer,
                    NODE,
                    fact.node(),
                    "nanos",
                    timeNanos);
        }
    }

    private void onRestoration(long timeNanos, Opinion opinion) {
        endMistake(timeNanos, opinion);
        opinion.suspectedSinceNanos = NEVER;
    }

    private void endMistake(long timeNanos, Opinion opinion) {
        if (opinion.mistakeSinceNanos != NEVER) {
            quality.onMistakeEnd(timeNanos - opinion.mistakeSinceNanos);
            opinion.mistakeSinceNanos = NEVER;
        }
    }

    @Override
    public void onLifeEnd(long timeNanos, String nodeId, int life, boolean whole) {
        nowNanos = Math.max(nowNanos, timeNanos);
        Watched node = nodes.get(nodeId);
        quality.onUp(timeNanos - node.runningSinceNanos);
        node.isDown = true;
        node.hasCrashed = true;
        node.isPaused = false;
        node.downSinceNanos = timeNanos;
        opinions.get(nodeId).values().forEach(opinion -> onRestoration(timeNanos, opinion));
        opinions.values().stream()
                .map(ofOthers -> ofOthers.get(nodeId))
                .filter(opinion -> opinion != null)
                .forEach(opinion -> endMistake(timeNanos, opinion));
    }

    private void onStart(long timeNanos, String nodeId) {
        Watched node = nodes.get(nodeId);
        if (node.isDown) {
            judgeDown(timeNanos, nodeId, node);
            node.isDown = false;
            // A standing suspicion of a restarted node is a mistake, except in the crash-stop model of the perfect
            // detector.
            opinions.values().stream()
                    .map(ofOthers -> ofOthers.get(nodeId))
                    .filter(opinion -> opinion != null && opinion.isSuspicion() && !isPerfect)
                    .forEach(opinion -> opinion.mistakeSinceNanos = timeNanos);
        }
        node.runningSinceNanos = timeNanos;
        opinions.get(nodeId).replaceAll((other, opinion) -> new Opinion());
    }

    /** Checks completeness of a down time when the node is up again. */
    private void judgeDown(long timeNanos, String nodeId, Watched node) {
        opinions.forEach((observer, ofOthers) -> {
            Watched watcher = nodes.get(observer);
            boolean isWatching = !observer.equals(nodeId)
                    && !watcher.isDown
                    && !watcher.isPaused
                    && watcher.runningSinceNanos <= node.downSinceNanos;
            if (isWatching) {
                judgeDown(timeNanos, observer, nodeId, ofOthers.get(nodeId));
            }
        });
    }

    private void judgeDown(long timeNanos, String observer, String nodeId, Opinion opinion) {
        long downSinceNanos = nodes.get(nodeId).downSinceNanos;
        if (opinion.isSuspicion()) {
            completeness.count();
            quality.onDetection(Math.max(0, opinion.suspectedSinceNanos - downSinceNanos));
        } else if (timeNanos - downSinceNanos > opinion.timeoutMillis * NANOS_PER_MILLI + SLACK_NANOS) {
            completeness.breakWith(
                    "crashed-node-not-suspected",
                    nodeId + " was down from " + seconds(downSinceNanos) + " to " + seconds(timeNanos) + ", but "
                            + observer + " did not suspect it, with a timeout of " + opinion.timeoutMillis + " ms",
                    OBSERVER,
                    observer,
                    NODE,
                    nodeId,
                    "nanos",
                    timeNanos);
        }
    }

    @Override
    public void onOperation(Operation operation) {
        nowNanos = Math.max(nowNanos, operation.timeNanos());
        if (operation.isClient()) {
            return;
        }
        boolean isStart = operation.function().equals(FaultFamily.PAUSE.startFunction());
        if (isStart || operation.function().equals(FaultFamily.PAUSE.stopFunction())) {
            for (Fault fault : FaultCodec.fromEdn(FaultFamily.PAUSE, operation.value())) {
                fault.nodes().forEach(node -> onPause(operation.timeNanos(), node, isStart));
            }
        }
    }

    private void onPause(long timeNanos, String nodeId, boolean isStart) {
        Watched node = nodes.get(nodeId);
        node.isPaused = isStart && !node.isDown;
        node.runningSinceNanos = Math.max(node.runningSinceNanos, timeNanos);
    }

    @Override
    public void onEnd(long healedNanos) {
        isOver = true;
        nodes.forEach((nodeId, node) -> quality.onUp(node.isDown ? 0 : nowNanos - node.runningSinceNanos));
        long judgedFromNanos = nowNanos - JUDGED_NANOS;
        if (isPerfect || judgedFromNanos < healedNanos) {
            return;
        }
        opinions.forEach((observer, ofOthers) -> ofOthers.forEach((node, opinion) -> {
            if (opinion.isSuspicion() && opinion.suspectedSinceNanos < judgedFromNanos) {
                accuracy.breakWith(
                        "live-node-suspected",
                        observer + " has suspected " + node + " since " + seconds(opinion.suspectedSinceNanos)
                                + ", which is up; expected it restored in a network that has been calm since "
                                + seconds(healedNanos),
                        OBSERVER,
                        observer,
                        NODE,
                        node,
                        "nanos",
                        opinion.suspectedSinceNanos);
            }
        }));
        long periodsWithMistakes = mistakes.stream()
                .filter(mistakeNanos -> mistakeNanos > judgedFromNanos)
                .map(mistakeNanos -> (nowNanos - mistakeNanos) / PERIOD_NANOS)
                .distinct()
                .count();
        if (periodsWithMistakes == PERIODS) {
            accuracy.breakWith(
                    "suspected-again-and-again",
                    "in each of the last " + PERIODS + " periods of " + PERIOD_NANOS / NANOS_PER_MILLI
                            + " ms a live node was suspected anew, although the network had been calm since "
                            + seconds(healedNanos),
                    "periods",
                    PERIODS,
                    "periodMillis",
                    PERIOD_NANOS / NANOS_PER_MILLI);
        }
    }

    private static String seconds(long nanos) {
        return String.format(java.util.Locale.ROOT, "%.3f s", nanos / 1e9);
    }

    @Override
    public List<Verdict> verdicts() {
        String missing = isOver || isPerfect ? "" : "the run ended before its network had been calm";
        return List.of(completeness.verdict(""), accuracy.verdict(missing), quality.verdict(opinions.size()));
    }

    /** Returns empty, because all nodes have the same role. */
    @Override
    public Optional<String> primary() {
        return Optional.empty();
    }
}

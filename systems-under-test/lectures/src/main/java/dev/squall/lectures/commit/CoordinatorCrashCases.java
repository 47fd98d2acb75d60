package dev.squall.lectures.commit;

import dev.squall.lectures.commit.CommitMessages.Begin;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.NodeProgram;
import dev.squall.system.Enumeration;
import dev.squall.world.ClusterObserver;
import dev.squall.world.Latency;
import dev.squall.world.Seed;
import dev.squall.world.WriteLoss;
import dev.squall.world.simulated.SimulatedCluster;
import dev.squall.world.simulated.SimulatedTimeline;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Enumeration of every instant at which the coordinator of one transaction can crash, between two events of the
 * cluster. The three nodes participate. The coordinator stays down for ten seconds, and then returns. The enumeration
 * repeats all instants with several seeds, since latencies and elections depend on the seed.
 *
 * @param program the nodes' program
 * @param isBlocking true if participants in doubt must wait for the coordinator, false if they must decide without it
 */
record CoordinatorCrashCases(NodeProgram program, boolean isBlocking) implements Enumeration {

    private static final String COORDINATOR = "n1";
    private static final List<String> OTHERS = List.of("n2", "n3");
    private static final int SEEDS = 8;
    private static final long MEAN_LATENCY_NANOS = 5_000_000L;
    private static final long START_NANOS = 2_000_000_000L;
    /** Time for messages that the coordinator sent before its crash to arrive. */
    private static final long IN_FLIGHT_NANOS = 1_000_000_000L;

    private static final long DOWN_NANOS = 10_000_000_000L;
    private static final long RETURNED_NANOS = 3_000_000_000L;

    @Override
    public Finding run(Effort effort) {
        Totals totals = new Totals();
        for (int seed = 1; seed <= SEEDS; seed++) {
            int last = new Case(seed).eventsUntilDecided();
            for (int event = 0; event <= last && !effort.isStopped().getAsBoolean(); event++) {
                String complaint = new Case(seed).crashAfter(event, totals);
                totals.cases++;
                if (!complaint.isEmpty()) {
                    String found = "seed " + seed + ", crash after event " + event + ": " + complaint;
                    return new Finding(false, found, totals.cases);
                }
                effort.onProgress().accept(totals.cases);
            }
        }
        return new Finding(totals.casesInDoubt > 0, totals.words(isBlocking), totals.cases);
    }

    private static final class Totals {
        private int cases;
        private int casesInDoubt;
        private long longestNanos;

        private String words(boolean isBlocking) {
            return String.format(
                    Locale.ROOT,
                    isBlocking
                            ? "the coordinator crashed at each of %d instants; at %d of them a participant was in"
                                    + " doubt, and stayed in doubt for the 10 s until the coordinator returned;"
                                    + " at most %.3f s later all had decided alike"
                            : "the coordinator crashed at each of %d instants; at %d of them a participant was in"
                                    + " doubt, and decided without the coordinator after at most %.3f s;"
                                    + " all decided alike",
                    cases,
                    casesInDoubt,
                    longestNanos / 1e9);
        }
    }

    /** One run of one transaction. */
    private final class Case implements ClusterObserver {

        private final SimulatedTimeline timeline = new SimulatedTimeline();
        private final SimulatedCluster cluster;
        /** Votes by node. */
        private final Map<String, Boolean> votes = new TreeMap<>();
        /** Decisions by node. */
        private final Map<String, Boolean> decisions = new TreeMap<>();
        /** Time of the last first decision of a node. */
        private long lastDecisionNanos;

        private String contradiction = "";

        private Case(long seed) {
            cluster = new SimulatedCluster(
                    program,
                    Map.of(),
                    List.of(COORDINATOR, OTHERS.get(0), OTHERS.get(1)),
                    new Latency(MEAN_LATENCY_NANOS, Latency.Distribution.EXPONENTIAL),
                    new Seed(seed),
                    timeline);
            cluster.start(this, () -> {});
            runFor(START_NANOS);
            Map<String, Object> items = Map.of(COORDINATOR, 1L, OTHERS.get(0), 2L, OTHERS.get(1), 3L);
            cluster.send(new Message("c0", COORDINATOR, 1, Message.NO_ID, new Begin(1L, items)));
        }

        private void runFor(long nanos) {
            long untilNanos = timeline.nowNanos() + nanos;
            while (timeline.step(untilNanos)) {
                // Each call of step runs one event.
            }
        }

        private void step() {
            timeline.step(Long.MAX_VALUE);
        }

        private int eventsUntilDecided() {
            int events = 0;
            for (; decisions.size() <= OTHERS.size(); events++) {
                step();
            }
            return events;
        }

        /** Returns the nodes that are in doubt, apart from the coordinator while it is down. */
        private List<String> inDoubt() {
            return votes.keySet().stream()
                    .filter(node -> cluster.isUp(node) && votes.get(node) && !decisions.containsKey(node))
                    .toList();
        }

        /** Returns the first deviation from the expected behaviour, empty if there is none. */
        private String crashAfter(int event, Totals totals) {
            for (int i = 0; i < event; i++) {
                step();
            }
            cluster.kill(COORDINATOR, WriteLoss.LOST);
            long crashNanos = timeline.nowNanos();
            if (isBlocking) {
                runFor(IN_FLIGHT_NANOS);
            }
            List<String> inDoubt = inDoubt();
            runFor(DOWN_NANOS);
            List<String> blocked = inDoubt();
            if (isBlocking && !blocked.equals(inDoubt)) {
                return inDoubt + " were in doubt, and only " + blocked + " of them waited for the coordinator";
            } else if (!isBlocking && !blocked.isEmpty()) {
                return blocked + " were in doubt for 10 s";
            }
            long returnNanos = timeline.nowNanos();
            long withoutCoordinatorNanos = lastDecisionNanos - crashNanos;
            cluster.restart(COORDINATOR);
            runFor(RETURNED_NANOS);
            if (!contradiction.isEmpty() || !inDoubt().isEmpty()) {
                return contradiction.isEmpty() ? inDoubt() + " stayed in doubt" : contradiction;
            }
            if (!inDoubt.isEmpty()) {
                totals.casesInDoubt++;
                totals.longestNanos = Math.max(
                        totals.longestNanos, isBlocking ? lastDecisionNanos - returnNanos : withoutCoordinatorNanos);
            }
            return "";
        }

        @Override
        public void onReply(Message reply) {}

        @Override
        public void onFact(String nodeId, int life, Fact fact) {
            if (fact instanceof CommitFacts.Voted voted) {
                votes.put(nodeId, voted.ok());
            } else if (fact instanceof CommitFacts.Decided decided) {
                if (decisions.putIfAbsent(nodeId, decided.commit()) == null) {
                    lastDecisionNanos = timeline.nowNanos();
                }
                if (decisions.containsValue(!decided.commit())) {
                    contradiction = "the decisions by node are " + decisions + ", and " + nodeId + " decided to "
                            + (decided.commit() ? "commit" : "abort");
                }
            }
        }

        @Override
        public void onMessage(MessageEvent event, long messageNumber, Message message) {}
    }
}

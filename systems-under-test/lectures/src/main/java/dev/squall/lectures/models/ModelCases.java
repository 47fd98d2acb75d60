package dev.squall.lectures.models;

import dev.squall.lectures.models.Row.Below;
import dev.squall.lectures.models.Row.Nodes;
import dev.squall.lectures.models.Row.Timing;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.system.Enumeration;
import dev.squall.world.ClusterObserver;
import dev.squall.world.Latency;
import dev.squall.world.LinkRule;
import dev.squall.world.Packet;
import dev.squall.world.Seed;
import dev.squall.world.simulated.SimulatedCluster;
import dev.squall.world.simulated.SimulatedTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Cases of one row of the lecture's table of minimum assumptions (lecture 7.3).
 *
 * <ul>
 *   <li>Every set of nodes of the minimum size: if these nodes are up, they do the task.
 *   <li>Every set with one node fewer: the task is never done.
 *   <li>All nodes are up, and an {@link AdversarialScheduler} delays messages for ten minutes, or for one minute if the
 *       task is local. In an asynchronous system, nodes do the task nevertheless. Otherwise, they do not. Then the
 *       scheduler stops, and all do the task. The scheduler's cases repeat with several seeds, and with timeouts eight
 *       times as long.
 * </ul>
 */
record ModelCases(Row row) implements Enumeration {

    private static final long MILLISECOND_NANOS = 1_000_000L;
    private static final long SECOND_NANOS = 1_000 * MILLISECOND_NANOS;
    private static final long MEAN_LATENCY_NANOS = 5 * MILLISECOND_NANOS;
    /** Time before the first request, in which nodes can elect a leader. */
    private static final long START_NANOS = 2 * SECOND_NANOS;

    private static final long STEADY_NANOS = 10 * SECOND_NANOS;
    private static final long STEADY_PACE_NANOS = 100 * MILLISECOND_NANOS;
    private static final long SCHEDULED_NANOS = 600 * SECOND_NANOS;
    /** A local task exchanges no message that decides, so a longer time shows no other behaviour. */
    private static final long SCHEDULED_LOCAL_NANOS = 60 * SECOND_NANOS;

    private static final long RECOVERED_NANOS = 60 * SECOND_NANOS;
    private static final long SCHEDULED_PACE_NANOS = SECOND_NANOS;
    private static final int DONE_MIN = 10;
    private static final int SEEDS = 2;
    private static final List<Integer> FACTORS = List.of(1, 8);

    /** Delay by the scheduler, as a multiple of the longest timeout. */
    private static final int HOLD_FACTOR = 4;

    @Override
    public Finding run(Effort effort) {
        Totals totals = new Totals();
        String complaint = everySet(row.minimumSize(), true, totals, effort);
        if (complaint.isEmpty()) {
            complaint = everySet(row.minimumSize() - 1, false, totals, effort);
        }
        for (int factor : FACTORS) {
            for (int seed = 1; seed <= SEEDS && complaint.isEmpty(); seed++) {
                complaint = scheduled(seed, factor, totals);
                totals.cases++;
                effort.onProgress().accept(totals.cases);
            }
        }
        return complaint.isEmpty()
                ? new Finding(true, totals.words(), totals.cases)
                : new Finding(false, row.name() + ": " + complaint, totals.cases);
    }

    /** Returns the first deviation from the expected behaviour when only a set of nodes is up, empty if none. */
    private String everySet(int size, boolean isEnough, Totals totals, Effort effort) {
        for (int set = 1; set < 1 << row.nodeCount(); set++) {
            if (Integer.bitCount(set) != size || effort.isStopped().getAsBoolean()) {
                continue;
            }
            Case only = new Case(upNodes(set), 1, 1, Optional.empty(), STEADY_PACE_NANOS);
            only.runFor(STEADY_NANOS);
            totals.cases++;
            if (isEnough) {
                totals.setsOfMinimum++;
            } else {
                totals.setsBelow++;
                totals.abortedBelow += only.aborted;
            }
            effort.onProgress().accept(totals.cases);
            String complaint = isEnough ? only.complaintIfIdle() : only.complaintBelowMinimum();
            if (!complaint.isEmpty()) {
                return "with only " + only.up + " up, " + complaint;
            }
        }
        return "";
    }

    private List<String> nodes() {
        return IntStream.rangeClosed(1, row.nodeCount()).mapToObj(i -> "n" + i).toList();
    }

    private List<String> upNodes(int set) {
        return IntStream.range(0, row.nodeCount())
                .filter(i -> (set >> i & 1) == 1)
                .mapToObj(i -> "n" + (i + 1))
                .toList();
    }

    /** Returns the first deviation from the expected behaviour under the scheduler, empty if none. */
    private String scheduled(long seed, int factor, Totals totals) {
        AdversarialScheduler scheduler = new AdversarialScheduler(row.algorithm(), row.nodeCount());
        Case all = new Case(nodes(), seed, factor, Optional.of(scheduler), SCHEDULED_PACE_NANOS);
        all.runFor(scheduledNanos());
        boolean mayWait = row.timing() == Timing.ASYNCHRONOUS;
        String complaint = mayWait ? all.complaintIfIdle() : all.complaintIfDone();
        totals.held += scheduler.heldCount();
        totals.doneUnderScheduler += all.done;
        totals.abortedUnderScheduler += all.aborted;
        if (!complaint.isEmpty()) {
            return "with all messages that decide held back for " + seconds(holdNanos(factor)) + ", " + complaint;
        } else if (scheduler.heldCount() == 0) {
            return "the scheduler held back no message";
        }
        all.cluster.network().remove(all);
        long stopNanos = all.timeline.nowNanos();
        all.startCounting();
        all.runFor(RECOVERED_NANOS);
        totals.recoveryNanos = Math.max(totals.recoveryNanos, all.firstDoneNanos - stopNanos);
        complaint = all.complaintIfIdle();
        return complaint.isEmpty() ? "" : "after the scheduler stopped, " + complaint;
    }

    private long scheduledNanos() {
        return row.minimum() == Nodes.LOCAL ? SCHEDULED_LOCAL_NANOS : SCHEDULED_NANOS;
    }

    private static long holdNanos(int factor) {
        return HOLD_FACTOR * factor * Algorithm.TIMEOUT_MILLIS * MILLISECOND_NANOS;
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    private final class Totals {
        private int cases;
        private int setsOfMinimum;
        private int setsBelow;
        private long abortedBelow;
        private long held;
        private long doneUnderScheduler;
        private long abortedUnderScheduler;
        private long recoveryNanos;

        private String words() {
            List<String> words = new ArrayList<>();
            words.add(row.need() + ": each of " + setsOfMinimum + " sets of " + row.minimumSize() + " did the task");
            if (setsBelow > 0) {
                words.add("none of " + setsBelow + " smaller sets did"
                        + (abortedBelow > 0 ? ", and their transactions aborted" : ""));
            }
            String during = String.format(
                    Locale.ROOT,
                    "while a scheduler held back %,d messages in %s, %,d requests were done",
                    held,
                    seconds(FACTORS.size() * SEEDS * scheduledNanos()),
                    doneUnderScheduler);
            words.add(during
                    + (abortedUnderScheduler > 0
                            ? String.format(Locale.ROOT, " and %,d transactions aborted", abortedUnderScheduler)
                            : ""));
            if (row.timing() == Timing.PARTIALLY_SYNCHRONOUS) {
                words.add("the first was done at most " + seconds(recoveryNanos) + " after the scheduler stopped");
            }
            return String.join("; ", words);
        }
    }

    /** One run of a client that sends one request after the other, each to another node. */
    private final class Case implements ClusterObserver, LinkRule {

        private final SimulatedTimeline timeline = new SimulatedTimeline();
        private final SimulatedCluster cluster;
        private final List<String> up;
        private final Optional<AdversarialScheduler> scheduler;
        private final long holdNanos;
        private final long paceNanos;
        /** Message that the network is about to route. */
        private Message sent;

        /** Number of the request that is not done yet. */
        private long number = 1;

        private long attempt;
        private String node = "";
        private int done;
        private int aborted;
        private long firstDoneNanos;
        private String wrongReply = "";

        private Case(List<String> up, long seed, int factor, Optional<AdversarialScheduler> scheduler, long paceNanos) {
            this.up = up;
            this.scheduler = scheduler;
            this.paceNanos = paceNanos;
            this.holdNanos = holdNanos(factor);
            cluster = new SimulatedCluster(
                    row.program(),
                    row.algorithm().options().apply(factor),
                    nodes(),
                    new Latency(MEAN_LATENCY_NANOS, Latency.Distribution.EXPONENTIAL),
                    new Seed(seed),
                    timeline);
            if (scheduler.isPresent()) {
                cluster.network().add(this);
            }
            cluster.start(this, () -> {});
            nodes().stream().filter(name -> !up.contains(name)).forEach(cluster::kill);
            runFor(START_NANOS);
            ask();
        }

        private void runFor(long nanos) {
            long untilNanos = timeline.nowNanos() + nanos;
            while (timeline.step(untilNanos)) {
                // Each call of step runs one event.
            }
        }

        private void startCounting() {
            done = 0;
            firstDoneNanos = 0;
        }

        private void ask() {
            // A local task promises nothing about other nodes, so a read goes to the node of its write.
            long turn = row.minimum() == Nodes.LOCAL ? (number - 1) / 2 : number - 1;
            node = up.get((int) (turn % up.size()));
            attempt++;
            cluster.send(
                    new Message("c0", node, attempt, Message.NO_ID, row.task().request(number, attempt, nodes())));
        }

        private void askLater() {
            timeline.schedule(timeline.nowNanos() + paceNanos, this::ask);
        }

        @Override
        public void onReply(Message reply) {
            if (reply.inReplyTo() != attempt) {
                return;
            }
            switch (row.task().judge(number, reply.body())) {
                case DONE -> onDone();
                case ABORTED -> {
                    aborted++;
                    askLater();
                }
                case REJECTED -> askLater();
                case WRONG -> wrongReply = node + " replied " + reply.body() + " to request " + number;
                case OPEN -> {}
            }
        }

        @Override
        public void onFact(String nodeId, int life, Fact fact) {
            if (nodeId.equals(node) && row.task().isDone(number, fact)) {
                onDone();
            }
        }

        private void onDone() {
            if (done == 0) {
                firstDoneNanos = timeline.nowNanos();
            }
            done++;
            number++;
            askLater();
        }

        @Override
        public void onMessage(MessageEvent event, long messageNumber, Message message) {
            if (event == MessageEvent.SENT) {
                sent = message;
            }
        }

        /** Applies the scheduler to the message that was sent last, which the network is about to route. */
        @Override
        public void apply(int from, int to, Packet packet) {
            if (scheduler.isPresent() && scheduler.get().holdsBack(sent)) {
                packet.holdBack(holdNanos);
            }
        }

        @Override
        public long effects() {
            return scheduler.map(AdversarialScheduler::heldCount).orElse(0L);
        }

        /** Returns the complaint if the nodes did not do the task again and again, or did it wrongly. */
        private String complaintIfIdle() {
            if (!wrongReply.isEmpty()) {
                return wrongReply;
            }
            return done >= DONE_MIN ? "" : done + " requests were done; expected at least " + DONE_MIN;
        }

        /** Returns the complaint if the nodes did the task at all, or did it wrongly. */
        private String complaintIfDone() {
            if (!wrongReply.isEmpty()) {
                return wrongReply;
            }
            return done == 0 ? "" : done + " requests were done; expected none";
        }

        private String complaintBelowMinimum() {
            boolean mustAbort = row.below() == Below.ABORTS;
            if (mustAbort != aborted > 0) {
                return aborted + " transactions aborted; expected " + (mustAbort ? "some" : "none");
            }
            return complaintIfDone();
        }
    }
}

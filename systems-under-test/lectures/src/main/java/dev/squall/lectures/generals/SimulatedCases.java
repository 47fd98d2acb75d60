package dev.squall.lectures.generals;

import dev.squall.lectures.generals.GeneralsFacts.Decided;
import dev.squall.lectures.generals.GeneralsFacts.TooLate;
import dev.squall.lectures.generals.GeneralsMessages.Order;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.NodeProgram;
import dev.squall.world.ClusterObserver;
import dev.squall.world.Latency;
import dev.squall.world.LinkRule;
import dev.squall.world.Packet;
import dev.squall.world.Seed;
import dev.squall.world.simulated.SimulatedCluster;
import dev.squall.world.simulated.SimulatedTimeline;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A simulated cluster of generals that runs one battle after another; each battle is a case. Messages have no latency,
 * so a battle takes only the generals' waiting time, in virtual time. The class is not thread-safe.
 */
final class SimulatedCases {

    /** Milliseconds of virtual time that a general waits. Messages have no latency, so one millisecond is enough. */
    private static final long DECIDE_AFTER_MILLIS = 1;

    static final String DECIDE_AFTER = String.valueOf(DECIDE_AFTER_MILLIS);

    private final SimulatedTimeline timeline = new SimulatedTimeline();
    private final SimulatedCluster cluster;
    private final boolean[] attacks;
    private IntPredicate isLost = message -> false;
    private int sent;
    private long battle;

    SimulatedCases(NodeProgram program, Map<String, String> options, int generals) {
        List<String> names =
                IntStream.rangeClosed(1, generals).mapToObj(i -> "n" + i).toList();
        attacks = new boolean[generals];
        cluster = new SimulatedCluster(program, options, names, Latency.NONE, new Seed(1), timeline);
        cluster.network().add(new Losses());
        cluster.start(new Watch(), () -> {});
        runUntilDecided();
    }

    /** Returns the number of the battle that the next call of {@link #fight} runs. */
    long nextBattle() {
        return battle + 1;
    }

    /**
     * Runs a battle, and returns the generals' decisions in the order of the nodes: true to attack. A general without a
     * decision does not attack.
     *
     * @param isLost predicate of the lost messages between generals, by message number from 0
     */
    boolean[] fight(boolean attack, IntPredicate isLost) {
        this.isLost = isLost;
        sent = 0;
        battle++;
        Arrays.fill(attacks, false);
        cluster.send(new Message("c0", "n1", battle, Message.NO_ID, new Order(battle, attack)));
        runUntilDecided();
        return attacks.clone();
    }

    /** Runs a battle in which no message is lost. */
    boolean[] fight(boolean attack) {
        return fight(attack, message -> false);
    }

    /** Returns the number of messages between generals in the last battle, including lost messages. */
    int sent() {
        return sent;
    }

    private void runUntilDecided() {
        long untilNanos = timeline.nowNanos() + TimeUnit.MILLISECONDS.toNanos(2 * DECIDE_AFTER_MILLIS);
        while (timeline.step(untilNanos)) {
            // Each call of step runs one event of the battle.
        }
    }

    private final class Losses implements LinkRule {

        private long effects;

        @Override
        public void apply(int from, int to, Packet packet) {
            if (isLost.test(sent++)) {
                packet.drop();
                effects++;
            }
        }

        @Override
        public long effects() {
            return effects;
        }
    }

    private final class Watch implements ClusterObserver {

        @Override
        public void onReply(Message reply) {}

        @Override
        public void onFact(String nodeId, int life, Fact fact) {
            if (fact instanceof Decided decided && decided.battle() == battle) {
                attacks[cluster.nodeIds().indexOf(nodeId)] = decided.attack();
            } else if (fact instanceof Decided || fact instanceof TooLate) {
                throw new IllegalStateException(nodeId + " noted " + fact + " in battle " + battle
                        + ", expected each battle to end before the next");
            }
        }

        @Override
        public void onMessage(MessageEvent event, long messageNumber, Message message) {}
    }
}

package dev.squall.lectures.broadcast;

import static dev.squall.check.delivery.BroadcastProperty.AGREEMENT;
import static dev.squall.check.delivery.BroadcastProperty.CAUSAL_ORDER;
import static dev.squall.check.delivery.BroadcastProperty.FIFO_ORDER;
import static dev.squall.check.delivery.BroadcastProperty.NO_CREATION;
import static dev.squall.check.delivery.BroadcastProperty.NO_DUPLICATION;
import static dev.squall.check.delivery.BroadcastProperty.SAME_SEQUENCE;
import static dev.squall.check.delivery.BroadcastProperty.TOTAL_ORDER;
import static dev.squall.check.delivery.BroadcastProperty.UNIFORM_AGREEMENT;
import static dev.squall.check.delivery.BroadcastProperty.VALIDITY;
import static dev.squall.fault.FaultFamily.CLOCK;
import static dev.squall.fault.FaultFamily.KILL;
import static dev.squall.fault.FaultFamily.LATE;
import static dev.squall.fault.FaultFamily.PACKET;
import static dev.squall.fault.FaultFamily.PARTITION;
import static dev.squall.fault.FaultFamily.PAUSE;

import dev.squall.check.delivery.BroadcastProperty;
import dev.squall.check.journal.CrashContract;
import dev.squall.fault.FaultFamily;
import dev.squall.lectures.broadcast.flawed.DeliverBeforeRebroadcast;
import dev.squall.lectures.broadcast.flawed.DeliversBeforeHearingFromAll;
import dev.squall.lectures.broadcast.flawed.FanOutOne;
import dev.squall.lectures.broadcast.flawed.LeaderNumbersAnew;
import dev.squall.lectures.broadcast.flawed.NoRebroadcast;
import dev.squall.lectures.broadcast.flawed.NoSenderBuffer;
import dev.squall.lectures.broadcast.flawed.VectorAfterIncrement;
import dev.squall.node.NodeProgram;
import dev.squall.system.Claim;
import dev.squall.system.Flaw;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.JournalAnalysis;
import dev.squall.workload.Workload;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Broadcasts (lectures 4.2 and 4.3): best-effort, reliable, uniform, gossip, FIFO, causal and total order. */
public final class BroadcastSystems implements SystemFamily {

    private static final Set<FaultFamily> WITHOUT_CRASHES = EnumSet.of(PARTITION, PACKET, LATE, PAUSE, CLOCK);
    private static final Set<FaultFamily> WITH_CRASHES = EnumSet.of(PARTITION, PACKET, LATE, KILL, PAUSE, CLOCK);

    private static final EnumSet<BroadcastProperty> SAFE = EnumSet.of(VALIDITY, NO_DUPLICATION, NO_CREATION);
    private static final EnumSet<BroadcastProperty> RELIABLE = and(SAFE, AGREEMENT);
    private static final EnumSet<BroadcastProperty> UNIFORM = and(RELIABLE, UNIFORM_AGREEMENT);
    private static final EnumSet<BroadcastProperty> FIFO = and(RELIABLE, FIFO_ORDER);
    private static final EnumSet<BroadcastProperty> CAUSAL = and(FIFO, CAUSAL_ORDER);
    private static final EnumSet<BroadcastProperty> TOTAL = and(RELIABLE, TOTAL_ORDER, SAME_SEQUENCE);

    private static EnumSet<BroadcastProperty> and(EnumSet<BroadcastProperty> some, BroadcastProperty... more) {
        EnumSet<BroadcastProperty> all = EnumSet.copyOf(some);
        all.addAll(List.of(more));
        return all;
    }

    private static Function<List<String>, JournalAnalysis> crashStop(Set<BroadcastProperty> claimed) {
        return nodes -> new BroadcastJournal(nodes, CrashContract.CRASH_STOP, claimed);
    }

    private static Function<List<String>, JournalAnalysis> crashRecovery(Set<BroadcastProperty> claimed) {
        return nodes -> new BroadcastJournal(nodes, CrashContract.CRASH_RECOVERY_OF_ACKNOWLEDGED, claimed);
    }

    private static SystemUnderTest system(String name, String description, NodeProgram program) {
        return SystemUnderTest.of(name, description, program, BroadcastWorkload.BROADCAST);
    }

    static final SystemUnderTest BEST_EFFORT = system(
                    "broadcast-best-effort",
                    "best-effort broadcast: a copy to each node over reliable links",
                    new BroadcastProgram.BestEffort())
            .journal(crashStop(RELIABLE))
            .withstanding(WITHOUT_CRASHES);

    static final SystemUnderTest EAGER = system(
                    "broadcast-reliable",
                    "eager reliable broadcast: each node passes a message on when it first receives it",
                    new BroadcastProgram.Eager())
            .journal(crashStop(RELIABLE))
            .withstanding(WITH_CRASHES);

    private static final SystemUnderTest MAJORITY = system(
                    "broadcast-uniform",
                    "uniform reliable broadcast: delivers what a majority has on stable storage",
                    new BroadcastProgram.Uniform())
            .journal(crashRecovery(UNIFORM));

    private static final SystemUnderTest GOSSIP = system(
                    "broadcast-gossip",
                    "gossip: each node sends a message to random nodes, in many rounds",
                    new BroadcastProgram.Gossip())
            .journal(crashStop(RELIABLE))
            .withstanding(EnumSet.of(PACKET, LATE, KILL, PAUSE, CLOCK));

    private static final SystemUnderTest FIFO_ORDERED = system(
                    "broadcast-fifo",
                    "FIFO broadcast, by sequence numbers and a buffer over reliable broadcast",
                    new BroadcastProgram.Fifo())
            .journal(crashStop(FIFO))
            .withstanding(WITH_CRASHES);

    static final SystemUnderTest CAUSALLY_ORDERED = system(
                    "broadcast-causal",
                    "causal broadcast, by vectors of delivered counts over reliable broadcast",
                    new BroadcastProgram.Causal())
            .journal(crashStop(CAUSAL))
            .withstanding(WITH_CRASHES);

    private static final SystemUnderTest BY_LEADER = system(
                    "broadcast-total-order-leader",
                    "total order broadcast by a leader, over FIFO links",
                    new BroadcastProgram.Leader())
            .journal(nodes -> new BroadcastJournal(nodes, CrashContract.CRASH_STOP, TOTAL).ledBy(nodes.get(0)))
            .withstanding(WITHOUT_CRASHES);

    private static final SystemUnderTest BY_LAMPORT = system(
                    "broadcast-total-order-lamport",
                    "total order broadcast by Lamport timestamps, over FIFO links",
                    new BroadcastProgram.Lamport())
            .journal(crashStop(TOTAL))
            .withstanding(WITHOUT_CRASHES);

    static final SystemUnderTest BY_RAFT = system(
                    "broadcast-total-order-raft", "total order broadcast over Raft", new RaftBroadcastProgram())
            .journal(crashRecovery(and(TOTAL, UNIFORM_AGREEMENT)));

    @Override
    public String topic() {
        return "broadcast";
    }

    @Override
    public List<SystemUnderTest> systems() {
        return List.of(
                BEST_EFFORT,
                EAGER,
                MAJORITY,
                GOSSIP,
                FIFO_ORDERED,
                CAUSALLY_ORDERED,
                BY_LEADER,
                BY_LAMPORT,
                BY_RAFT,
                BEST_EFFORT
                        .flawed(
                                "sender-crashes",
                                "best-effort broadcast, with senders that may crash",
                                new BroadcastProgram.BestEffort(),
                                new Flaw("nobody sends on what the sender had not yet sent to all", "agreement-broken"))
                        .withstanding(WITH_CRASHES),
                EAGER.flawed(
                        "no-rebroadcast",
                        "eager reliable broadcast that passes nothing on",
                        new NoRebroadcast(),
                        new Flaw("what a crashed sender has sent to some never reaches all", "agreement-broken")),
                EAGER.flawed(
                                "called-uniform",
                                "eager reliable broadcast that claims uniform agreement",
                                new BroadcastProgram.Eager(),
                                new Flaw("a node delivers, and crashes before its copies arrive", "agreement-broken"))
                        .journal(crashStop(UNIFORM)),
                MAJORITY.flawed(
                        "deliver-before-rebroadcast",
                        "uniform broadcast that delivers before it stores and passes on",
                        new DeliverBeforeRebroadcast(),
                        new Flaw("a node delivers, and takes the message with it in a crash", "agreement-broken")),
                GOSSIP.flawed(
                        "fan-out-one",
                        "gossip in which each node sends a message once, to one node",
                        new FanOutOne(),
                        new Flaw("the message dies out before it has reached all", "agreement-broken")),
                FIFO_ORDERED.flawed(
                        "no-buffer",
                        "FIFO broadcast that delivers what comes early at once",
                        new NoSenderBuffer(),
                        new Flaw("a message overtakes an earlier one of its sender", "fifo-order-broken")),
                CAUSALLY_ORDERED.flawed(
                        "fifo-only",
                        "FIFO broadcast that is called causal",
                        new BroadcastProgram.Fifo(),
                        new Flaw("a reply is delivered before its question", "causal-order-broken")),
                CAUSALLY_ORDERED.flawed(
                        "vector-after-increment",
                        "causal broadcast that attaches its vector after counting the message itself",
                        new VectorAfterIncrement(),
                        new Flaw("a message waits for itself", "own-broadcast-not-delivered")),
                BY_LEADER
                        .flawed(
                                "leader-crashes",
                                "total order broadcast by a leader that may crash",
                                new BroadcastProgram.Leader(),
                                new Flaw("nobody takes the leader's place", "own-broadcast-not-delivered"))
                        .withstanding(WITH_CRASHES),
                BY_LEADER
                        .flawed(
                                "leader-numbers-anew",
                                "total order broadcast whose leader numbers from 1 again after a restart",
                                new LeaderNumbersAnew(),
                                new Flaw("new messages are taken for old ones", "delivery-sequences-differ"))
                        .withstanding(WITH_CRASHES),
                BY_LAMPORT.flawed(
                        "majority-heard",
                        "total order broadcast by Lamport timestamps that waits for a majority only",
                        new DeliversBeforeHearingFromAll(),
                        new Flaw("a smaller timestamp comes later", "total-order-broken")),
                BY_LAMPORT.flawed(
                        "causal-only",
                        "causal broadcast that is called a total order broadcast",
                        new BroadcastProgram.Causal(),
                        new Flaw("concurrent messages are delivered in different orders", "total-order-broken")));
    }

    @Override
    public List<Workload> workloads() {
        return BroadcastWorkload.ALL;
    }

    @Override
    public List<Claim> claims() {
        return BroadcastClaims.all();
    }
}

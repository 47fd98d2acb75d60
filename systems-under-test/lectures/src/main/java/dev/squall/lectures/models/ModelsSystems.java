package dev.squall.lectures.models;

import static dev.squall.fault.FaultFamily.PARTITION;
import static dev.squall.system.ExperimentDraft.on;
import static dev.squall.system.Trial.caught;
import static dev.squall.system.Trial.exhaustive;

import dev.squall.lectures.broadcast.BroadcastProgram;
import dev.squall.lectures.broadcast.RaftBroadcastProgram;
import dev.squall.lectures.commit.FaultTolerantCommitProgram;
import dev.squall.lectures.commit.TwoPhaseCommitProgram;
import dev.squall.lectures.eventual.LastWriterWinsProgram;
import dev.squall.lectures.models.Row.Below;
import dev.squall.lectures.models.Row.Nodes;
import dev.squall.lectures.models.Row.Timing;
import dev.squall.lectures.quorum.QuorumProgram;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.NodeProgram;
import dev.squall.system.Claim;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Trial.Enumerated;
import java.util.List;

/** The closing table of lecture 7.3: minimum assumptions of each task, with the systems of other topics. */
public final class ModelsSystems implements SystemFamily {

    private static final int COMMIT_NODES = 3;
    private static final int QUORUM_NODES = 5;

    static final Row TWO_PHASE_COMMIT = commit(
            "atomic commit",
            new TwoPhaseCommitProgram(),
            Algorithm.TWO_PHASE_COMMIT,
            Timing.PARTIALLY_SYNCHRONOUS,
            Below.ABORTS);

    static final Row FAULT_TOLERANT_COMMIT = commit(
            "fault-tolerant atomic commit",
            new FaultTolerantCommitProgram(),
            Algorithm.FAULT_TOLERANT_COMMIT,
            Timing.PARTIALLY_SYNCHRONOUS,
            Below.ABORTS);

    /** Two-phase commit without timeouts, which waits under the scheduler, and blocks if a participant is down. */
    static final Row COMMIT_WITHOUT_TIMEOUT = commit(
            "atomic commit without a timeout",
            new TwoPhaseCommitProgram(),
            Algorithm.TWO_PHASE_COMMIT_WITHOUT_TIMEOUT,
            Timing.ASYNCHRONOUS,
            Below.STOPS);

    static final Row CONSENSUS = quorum(
            "consensus, as total order broadcast,",
            Task.BROADCAST,
            new RaftBroadcastProgram(),
            Algorithm.RAFT,
            Timing.PARTIALLY_SYNCHRONOUS);

    static final Row COMPARE_AND_SET = quorum(
            "linearizable compare-and-set",
            Task.COMPARE_AND_SET,
            new RaftProgram(),
            Algorithm.RAFT,
            Timing.PARTIALLY_SYNCHRONOUS);

    static final Row GET_AND_SET = quorum(
            "linearizable get and set", Task.GET_AND_SET, new QuorumProgram(), Algorithm.ABD, Timing.ASYNCHRONOUS);

    static final Row EVENTUAL =
            local("eventual consistency", Task.GET_AND_SET, new LastWriterWinsProgram(), Algorithm.LOCAL);

    static final Row CAUSAL =
            local("causal broadcast", Task.BROADCAST, new BroadcastProgram.Causal(), Algorithm.LOCAL_BROADCAST);

    static final Row FIFO =
            local("FIFO broadcast", Task.BROADCAST, new BroadcastProgram.Fifo(), Algorithm.LOCAL_BROADCAST);

    private static Row commit(String name, NodeProgram program, Algorithm algorithm, Timing timing, Below below) {
        return new Row(name, Task.ATOMIC_COMMIT, program, algorithm, COMMIT_NODES, Nodes.ALL, timing, below);
    }

    private static Row quorum(String name, Task task, NodeProgram program, Algorithm algorithm, Timing timing) {
        return new Row(name, task, program, algorithm, QUORUM_NODES, Nodes.QUORUM, timing, Below.STOPS);
    }

    private static Row local(String name, Task task, NodeProgram program, Algorithm algorithm) {
        return new Row(name, task, program, algorithm, QUORUM_NODES, Nodes.LOCAL, Timing.ASYNCHRONOUS, Below.STOPS);
    }

    @Override
    public String topic() {
        return "models";
    }

    /** Returns no system, because the systems belong to the topics that explain them. */
    @Override
    public List<SystemUnderTest> systems() {
        return List.of();
    }

    @Override
    public List<Claim> claims() {
        return List.of(new Claim(
                "minimum-models",
                "7.3",
                "atomic commit needs all nodes, consensus and compare-and-set a quorum, under partial synchrony;"
                        + " get and set need a quorum, eventual consistency and causal broadcast the local node only",
                trial("2pc", TWO_PHASE_COMMIT),
                trial("2pc-fault-tolerant", FAULT_TOLERANT_COMMIT),
                trial("broadcast-total-order-raft", CONSENSUS),
                trial("raft-kv", COMPARE_AND_SET),
                trial("quorum-abd", GET_AND_SET),
                trial("lww-map", EVENTUAL),
                trial("broadcast-causal", CAUSAL),
                trial("broadcast-fifo", FIFO),
                trial("2pc", COMMIT_WITHOUT_TIMEOUT).breaking(),
                caught(on("2pc-participant-decides-alone").timeLimitMillis(3_000)),
                caught(on("raft-kv-commit-below-quorum").timeLimitMillis(10_000)),
                caught(on("quorum-abd-cas-by-read-then-write")
                        .timeLimitMillis(1_000)
                        .faults()),
                caught(on("quorum-abd-answers-on-both-sides")
                        .timeLimitMillis(5_000)
                        .faults(PARTITION)
                        .withoutSwarm())));
    }

    private static Enumerated trial(String system, Row row) {
        return exhaustive(on(system).nodeCount(row.nodeCount()), new ModelCases(row));
    }
}

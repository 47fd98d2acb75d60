package dev.squall.lectures.raft;

import dev.squall.node.Body;
import dev.squall.node.NodeProgram;
import dev.squall.testkit.VirtualCluster;
import dev.squall.world.Latency;
import dev.squall.world.WriteLoss;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A simulated cluster of Raft. {@link RaftInvariants} checks every fact of a node at once. */
final class RaftCluster {

    private static final Latency UP_TO_TWO_MILLISECONDS = new Latency(1_000_000, Latency.Distribution.UNIFORM);

    final RaftInvariants invariants = new RaftInvariants();
    final VirtualCluster nodes;

    RaftCluster(NodeProgram program, int size, long seed, Map<String, String> options) {
        this(program, size, seed, options, UP_TO_TWO_MILLISECONDS);
    }

    RaftCluster(NodeProgram program, int size, long seed, Map<String, String> options, Latency latency) {
        nodes = VirtualCluster.of(program)
                .size(size)
                .seed(seed)
                .options(options)
                .latency(latency)
                .observing(invariants::check)
                .start();
    }

    List<String> nodeIds() {
        return nodes.nodeIds();
    }

    boolean runUntil(BooleanSupplier condition, long millis) {
        return nodes.runUntil(condition, millis);
    }

    /** Returns the reply to a request, null if there is none within a second. */
    Body ask(String client, String nodeId, Body body) {
        return nodes.ask(client, nodeId, body);
    }

    /** Ends a node's life. All unsynced records are lost. */
    void kill(String nodeId) {
        nodes.world().kill(nodeId, WriteLoss.LOST);
    }

    void restart(String nodeId) {
        nodes.world().restart(nodeId);
    }

    /** Returns the node that believes to lead in the highest term, null if there is none. */
    String leader() {
        String leader = null;
        long leaderTerm = 0;
        for (String nodeId : nodeIds()) {
            long term = nodes.world().isUp(nodeId) ? invariants.leadingTerm(nodeId) : 0;
            if (term > leaderTerm) {
                leader = nodeId;
                leaderTerm = term;
            }
        }
        return leader;
    }

    /** Waits until a quorum of the nodes follows one leader, and returns its name. */
    String awaitLeader() {
        boolean elected = runUntil(() -> leader() != null, 10_000);
        if (!elected) {
            throw new AssertionError("no leader within ten seconds");
        }
        // Ends between two heartbeats, so that none is on its way.
        nodes.run(80);
        return leader();
    }
}

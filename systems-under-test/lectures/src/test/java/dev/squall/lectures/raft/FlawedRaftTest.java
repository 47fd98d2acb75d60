package dev.squall.lectures.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.lectures.raft.flawed.CommitBelowQuorum;
import dev.squall.lectures.raft.flawed.LeaderReadsItsOwnState;
import dev.squall.lectures.raft.flawed.VoteNotStable;
import dev.squall.node.Body;
import dev.squall.node.NodeProgram;
import dev.squall.node.protocol.LinKv;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the shortest scenario for each flaw. The sound system passes the same scenario. */
class FlawedRaftTest {

    @Test
    void aVoteThatIsNotStableLetsTwoLeadOneTerm() {
        assertThatThrownBy(() -> restartAllUntilEachHasLed(new VoteNotStable()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Election safety is violated");
        assertThatCode(() -> restartAllUntilEachHasLed(new RaftProgram())).doesNotThrowAnyException();
    }

    private static void restartAllUntilEachHasLed(NodeProgram program) {
        RaftCluster cluster = new RaftCluster(program, 3, 1, Map.of());
        for (int i = 0; i < 10; i++) {
            cluster.awaitLeader();
            cluster.nodeIds().forEach(cluster::kill);
            cluster.nodeIds().forEach(cluster::restart);
        }
    }

    @Test
    void deposedLeaderReadsAStaleValue() {
        assertThat(readAtADeposedLeader(new LeaderReadsItsOwnState())).isEqualTo(new LinKv.ReadOk(1L));
        assertThat(readAtADeposedLeader(new RaftProgram())).isNull();
    }

    /** Returns a partitioned old leader's answer about a key whose value is 2 by now, null if it does not answer. */
    private static Body readAtADeposedLeader(NodeProgram program) {
        RaftCluster cluster = new RaftCluster(program, 5, 1, Map.of());
        String deposed = cluster.awaitLeader();
        assertThat(cluster.ask("c1", deposed, new LinKv.Write("x", 1L))).isEqualTo(new LinKv.WriteOk());
        cluster.nodes.separate(deposed);
        cluster.runUntil(() -> !cluster.leader().equals(deposed), 10_000);
        assertThat(cluster.ask("c1", cluster.leader(), new LinKv.Write("x", 2L)))
                .isEqualTo(new LinKv.WriteOk());
        return cluster.ask("c2", deposed, new LinKv.Read("x"));
    }

    @Test
    void aCommitBelowAQuorumIsLostToTheNextLeader() {
        assertThatThrownBy(() -> writeAtALeaderWithOneFollower(new CommitBelowQuorum(), new LinKv.WriteOk()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Leader completeness is violated");
        assertThatCode(() -> writeAtALeaderWithOneFollower(new RaftProgram(), null))
                .doesNotThrowAnyException();
    }

    private static void writeAtALeaderWithOneFollower(NodeProgram program, Body expected) {
        RaftCluster cluster = new RaftCluster(program, 5, 1, Map.of());
        String leader = cluster.awaitLeader();
        List<String> others = new ArrayList<>(cluster.nodeIds());
        others.remove(leader);
        cluster.nodes.separate(leader, others.get(0));
        assertThat(cluster.ask("c1", leader, new LinKv.Write("x", 1L))).isEqualTo(expected);
        cluster.runUntil(() -> !cluster.leader().equals(leader), 10_000);
    }
}

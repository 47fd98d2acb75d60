package dev.squall.lectures.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.commit.CommitFacts.Decided;
import dev.squall.lectures.commit.CommitFacts.Suspected;
import dev.squall.lectures.commit.CommitMessages.Begin;
import dev.squall.lectures.commit.CommitMessages.BeginOk;
import dev.squall.lectures.commit.CommitMessages.Flush;
import dev.squall.lectures.commit.CommitMessages.FlushOk;
import dev.squall.lectures.commit.flawed.LaterVoteCounts;
import dev.squall.lectures.raft.Command;
import dev.squall.node.NodeProgram;
import dev.squall.testkit.ClientRequest;
import dev.squall.testkit.VirtualCluster;
import dev.squall.world.WriteLoss;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests a cluster of three nodes. */
class FaultTolerantCommitTest {

    private static final Map<String, Object> ITEMS = Map.of("n1", 10L, "n2", 20L, "n3", 30L);

    private VirtualCluster cluster = started(new FaultTolerantCommitProgram());

    private static VirtualCluster started(NodeProgram program) {
        VirtualCluster cluster = VirtualCluster.of(program).start();
        cluster.run(2_000);
        return cluster;
    }

    private List<Decided> decided(String node) {
        return cluster.facts(node).stream()
                .filter(Decided.class::isInstance)
                .map(Decided.class::cast)
                .distinct()
                .toList();
    }

    @Test
    void everyNodeCommitsAfterEveryVote() {
        assertThat(cluster.ask("c1", "n2", new Begin(1L, ITEMS))).isEqualTo(new BeginOk(true));
        cluster.run(1_000);

        assertThat(cluster.nodeIds())
                .allSatisfy(node -> assertThat(decided(node)).containsExactly(new Decided(1L, true)));
        assertThat(cluster.ask("c1", "n3", new Flush())).isEqualTo(new FlushOk());
    }

    @Test
    void claimedItemAborts() {
        ClientRequest first = cluster.request("c1", "n1", new Begin(1L, Map.of("n1", 10L)));
        ClientRequest second = cluster.request("c2", "n1", new Begin(2L, Map.of("n1", 10L)));
        cluster.run(1_000);

        assertThat(first.reply()).isEqualTo(new BeginOk(true));
        assertThat(second.reply()).isEqualTo(new BeginOk(false));
        assertThat(cluster.ask("c1", "n1", new Begin(3L, Map.of("n1", 10L)))).isEqualTo(new BeginOk(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2", "n3"})
    void silentParticipantIsVotedToAbort(String silent) {
        cluster.world().kill(silent, WriteLoss.LOST);
        String coordinator = silent.equals("n1") ? "n2" : "n1";
        ClientRequest request = cluster.request("c1", coordinator, new Begin(1L, ITEMS));
        cluster.run(3_000);

        assertThat(request.reply()).isEqualTo(new BeginOk(false));
        assertThat(cluster.facts(coordinator)).contains(new Suspected(1L, silent));
        cluster.world().restart(silent);
        cluster.run(2_000);
        assertThat(decided(silent)).containsExactly(new Decided(1L, false));
    }

    @Test
    void votesAndDecisionsSurviveARestartOfAllNodes() {
        cluster.ask("c1", "n1", new Begin(1L, ITEMS));
        cluster.nodeIds().forEach(node -> cluster.crash(node, WriteLoss.LOST));
        cluster.run(3_000);

        assertThat(cluster.nodeIds())
                .allSatisfy(node -> assertThat(decided(node)).containsExactly(new Decided(1L, true)));
    }

    @Test
    void participantWithoutPrepareLearnsTheDecision() {
        cluster.cut("n1", "n3");
        cluster.request("c1", "n1", new Begin(1L, ITEMS));
        cluster.settle();
        cluster.heal();
        cluster.run(3_000);

        assertThat(cluster.facts("n3")).noneMatch(CommitFacts.Voted.class::isInstance);
        assertThat(decided("n3")).hasSize(1);
        assertThat(decided("n3")).isEqualTo(decided("n1"));
    }

    @Test
    void nothingIsSentBeforeItIsStable() {
        IntStream.rangeClosed(1, 20).forEach(i -> cluster.request("c1", "n1", new Begin((long) i, ITEMS)));
        cluster.run(2_000);

        assertThat(cluster.unsyncedWhenSending()).noneMatch(CommitRecords.VoteCast.class::isInstance);
    }

    private static List<Decided> decisionsAfterSuspicion(boolean counts) {
        List<Decided> decisions = new java.util.ArrayList<>();
        VirtualCluster other = VirtualCluster.of(new FaultTolerantCommitProgram())
                .playing("n1", "n2", "n3")
                .start();
        FaultTolerantCommit commit = new FaultTolerantCommit(other.environment("n1"), new CommitOptions(300, 100)) {
            @Override
            protected boolean counts(boolean isFirst) {
                return counts || isFirst;
            }
        };
        List<String> replicas = List.of("n1", "n2");
        commit.deliver(0, new Command("n3", 0, "vote-abort", 1L, "n2", replicas));
        commit.deliver(1, new Command("n2", 0, "vote-ok", 1L, "n2", replicas));
        commit.deliver(2, new Command("n1", 0, "vote-ok", 1L, "n1", replicas));
        other.facts("n1").forEach(fact -> decisions.add((Decided) fact));
        return decisions;
    }

    @Test
    void onlyTheFirstVoteCounts() {
        assertThat(decisionsAfterSuspicion(false)).containsExactly(new Decided(1L, false));
        assertThat(decisionsAfterSuspicion(true)).containsExactly(new Decided(1L, false), new Decided(1L, true));
    }

    @Test
    void soundDecisionOfARunWithoutFaultsIsThatOfTheFlawedVariant() {
        cluster = started(new LaterVoteCounts());

        assertThat(cluster.ask("c1", "n2", new Begin(1L, ITEMS))).isEqualTo(new BeginOk(true));
    }
}

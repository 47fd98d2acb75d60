package dev.squall.lectures.spanner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.raft.RaftFacts;
import dev.squall.lectures.raft.RaftRecords;
import dev.squall.lectures.spanner.SpannerFacts.CommitWaited;
import dev.squall.lectures.spanner.SpannerFacts.Ended;
import dev.squall.lectures.spanner.SpannerMessages.BeginTransaction;
import dev.squall.lectures.spanner.SpannerMessages.Prepare;
import dev.squall.lectures.spanner.flawed.NoCommitWait;
import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.NodeProgram;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.Transactions.Txn;
import dev.squall.node.protocol.Transactions.TxnOk;
import dev.squall.testkit.ClientRequest;
import dev.squall.testkit.VirtualCluster;
import dev.squall.world.WriteLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Tests a cluster of six nodes. Nodes n1 to n3 store even keys, and nodes n4 to n6 store odd keys. */
class SpannerTest {

    private static final SpannerOptions OPTIONS = new SpannerOptions(10, 500, 100);
    private static final List<Object> READ_0 = Arrays.asList("r", 0L, null);
    private static final List<Object> READ_1 = Arrays.asList("r", 1L, null);
    private static final List<Object> APPEND_0 = List.of("append", 0L, 7L);
    private static final List<Object> APPEND_1 = List.of("append", 1L, 8L);

    private VirtualCluster cluster = started(new SpannerProgram());

    private static VirtualCluster started(NodeProgram program) {
        VirtualCluster cluster = VirtualCluster.of(program).size(6).start();
        cluster.run(2_000);
        return cluster;
    }

    @SafeVarargs
    private static Txn txn(List<Object>... operations) {
        List<List<Object>> list = new ArrayList<>();
        for (List<Object> operation : operations) {
            list.add(operation);
        }
        return new Txn(list);
    }

    private static TxnOk readOf0And1(Object value0, Object value1) {
        return new TxnOk(List.of(Arrays.asList("r", 0L, value0), Arrays.asList("r", 1L, value1)));
    }

    private List<Ended> ended() {
        return cluster.nodeIds().stream()
                .flatMap(node -> cluster.facts(node).stream())
                .filter(Ended.class::isInstance)
                .map(Ended.class::cast)
                .toList();
    }

    private boolean hasPrepared(String node) {
        return cluster.facts(node).stream()
                .anyMatch(fact -> fact instanceof RaftFacts.Applied applied
                        && applied.command().operation().equals("prepare"));
    }

    /** Runs until shard 1 has prepared the transaction, and the vote is not sent. */
    private ClientRequest preparedAtShard1(String node) {
        ClientRequest request = cluster.request("c1", node, txn(APPEND_0, APPEND_1));
        assertThat(cluster.runUntil(() -> cluster.nodeIds().stream().anyMatch(this::hasPrepared), 1_000))
                .isTrue();
        return request;
    }

    private String leaderOfShard0() {
        String leader = null;
        long term = 0;
        for (String node : List.of("n1", "n2", "n3")) {
            RaftFacts.BecameLeader elected = cluster.last(node, RaftFacts.BecameLeader.class);
            if (elected != null && elected.term() > term) {
                leader = node;
                term = elected.term();
            }
        }
        return leader;
    }

    @Test
    void transactionOverBothShardsReadsItsOwnWrites() {
        Body reply = cluster.ask("c1", "n2", txn(APPEND_0, READ_1, APPEND_1, READ_0, READ_1));

        assertThat(reply)
                .isEqualTo(new TxnOk(List.of(
                        APPEND_0,
                        READ_1,
                        APPEND_1,
                        Arrays.asList("r", 0L, List.of(7L)),
                        Arrays.asList("r", 1L, List.of(8L)))));
    }

    @Test
    void everyNodeReadsTheSameSnapshot() {
        cluster.ask("c1", "n1", txn(APPEND_0, APPEND_1));

        assertThat(cluster.nodeIds()).allSatisfy(node -> assertThat(cluster.ask("c2", node, txn(READ_0, READ_1)))
                .isEqualTo(readOf0And1(List.of(7L), List.of(8L))));
    }

    @Test
    void readOnlyTransactionTakesNoLocks() {
        cluster.takeSent();
        cluster.ask("c1", "n1", txn(READ_0, READ_1));

        assertThat(cluster.takeSent())
                .extracting(Message::body)
                .noneMatch(body -> body instanceof BeginTransaction || body instanceof Prepare);
    }

    @Test
    void abortedTransactionIsAttemptedAgain() {
        ClientRequest older = cluster.request("c1", "n1", txn(APPEND_0, APPEND_1));
        cluster.run(10);
        ClientRequest younger = cluster.request("c2", "n6", txn(APPEND_0, APPEND_1));
        cluster.run(1_000);

        assertThat(older.reply()).isInstanceOf(TxnOk.class);
        assertThat(younger.reply()).isInstanceOf(TxnOk.class);
        assertThat(ended()).extracting(Ended::transaction).anyMatch(name -> name.matches("c2/\\d+/1"));
    }

    @Test
    void timestampHasPassedInTrueTimeWhenATransactionEnds() {
        LongStream.range(0, 20).forEach(i -> cluster.ask("c1", "n" + (1 + i % 6), txn(List.of("append", i % 3, i))));

        assertThat(ended()).hasSize(20).allSatisfy(end -> assertThat(end.timestamp())
                .isLessThan(end.endedNanos()));
    }

    @Test
    void timestampMayBeInTheFutureWithoutCommitWait() {
        cluster = started(new NoCommitWait());
        cluster.ask("c1", "n1", txn(APPEND_0));

        assertThat(ended()).hasSize(1).allSatisfy(end -> assertThat(end.timestamp())
                .isGreaterThan(end.endedNanos()));
        assertThat(cluster.last(leaderOfShard0(), CommitWaited.class).waitedNanos())
                .isZero();
    }

    @Test
    void readWaitsForTheDecisionOfAPreparedTransaction() {
        ClientRequest request = preparedAtShard1("n1");
        cluster.separate("n1", "n2", "n3");
        cluster.run(100);

        assertThat(cluster.ask("c2", "n4", txn(READ_1))).isNull();
        assertThat(request.reply()).isInstanceOf(ErrorReply.class);
        assertThat(((ErrorReply) request.reply()).code()).isEqualTo(ErrorCode.TXN_CONFLICT.code());

        cluster.heal();
        cluster.run(2_000);
        assertThat(cluster.ask("c2", "n4", txn(READ_0, READ_1))).isEqualTo(readOf0And1(null, null));
    }

    @Test
    void newLeaderAbortsWhatTheOldOneHasNotDecided() {
        String leader = leaderOfShard0();
        preparedAtShard1(leader);
        cluster.world().kill(leader, WriteLoss.LOST);
        cluster.run(3_000);

        assertThat(cluster.ask("c2", "n5", txn(READ_0, READ_1))).isEqualTo(readOf0And1(null, null));
        assertThat(cluster.ask("c2", "n5", txn(APPEND_1, READ_1)))
                .as("the locks are free")
                .isEqualTo(new TxnOk(List.of(APPEND_1, Arrays.asList("r", 1L, List.of(8L)))));
    }

    @Test
    void commitsSurviveARestartOfAllNodes() {
        cluster.ask("c1", "n1", txn(APPEND_0, APPEND_1));
        cluster.nodeIds().forEach(node -> cluster.crash(node, WriteLoss.LOST));
        cluster.run(3_000);

        assertThat(cluster.ask("c2", "n6", txn(READ_0, READ_1))).isEqualTo(readOf0And1(List.of(7L), List.of(8L)));
    }

    @Test
    void nothingIsSentBeforeItIsStable() {
        LongStream.range(0, 20).forEach(i -> cluster.request("c1", "n1", txn(List.of("append", i, i), APPEND_1)));
        cluster.run(2_000);

        assertThat(cluster.unsyncedWhenSending())
                .noneMatch(stored ->
                        stored instanceof RaftRecords.EntryAppended || stored instanceof RaftRecords.TermAndVote);
    }

    @Test
    void malformedOperationIsRefused() {
        assertThat(cluster.ask("c1", "n1", txn(List.of("increment", 0L, 1L)))).isInstanceOf(ErrorReply.class);
    }

    @Test
    void clusterOfOneNodeHasOneShard() {
        cluster = VirtualCluster.of(new SpannerProgram()).size(1).start();
        cluster.run(1_000);

        assertThat(cluster.ask("c1", "n1", txn(APPEND_0, APPEND_1, READ_0))).isInstanceOf(TxnOk.class);
        assertThat(cluster.ask("c1", "n1", txn(READ_0, READ_1))).isEqualTo(readOf0And1(List.of(7L), List.of(8L)));
    }

    // ---- Safe time and promises of one replica

    private static ShardReplica lone() {
        VirtualCluster other =
                VirtualCluster.of(new SpannerProgram()).size(1).playing("n1").start();
        TrueTime trueTime = new TrueTime(other.environment("n1"), 10);
        return new ShardReplica(other.environment("n1"), OPTIONS, trueTime);
    }

    @Test
    void safeTimeIsBelowThePreparedTransactions() {
        ShardReplica replica = lone();
        Prepare request = new Prepare("a", 1, 1, List.of(APPEND_0));
        replica.deliver(0, ShardCommand.prepare(request, 50, List.of(7L)).toRaft("n2", 1));
        replica.deliver(1, ShardCommand.safe(100).toRaft("n2", 1));

        SnapshotReads reads = new SnapshotReads(replica);
        assertThat(reads.isSafe(49)).isTrue();
        assertThat(reads.isSafe(50)).isFalse();
        replica.deliver(2, ShardCommand.commit("a", 120, List.of()).toRaft("n2", 1));
        assertThat(reads.isSafe(100)).isTrue();
        assertThat(reads.isSafe(101)).isFalse();
    }

    @Test
    void timestampIsAboveThePromisesOfEarlierLeaders() {
        ShardReplica replica = lone();
        long promised = 1_000_000_000_000L;
        replica.deliver(0, ShardCommand.safe(promised).toRaft("n2", 1));

        assertThat(replica.assign(0)).isEqualTo(promised + 1);
        assertThat(replica.assign(0)).isEqualTo(promised + 2);
        assertThat(replica.assign(2 * promised)).isEqualTo(2 * promised);
    }
}

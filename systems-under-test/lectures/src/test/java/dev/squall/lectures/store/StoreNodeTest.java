package dev.squall.lectures.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.commit.CommitMessages.Decision;
import dev.squall.lectures.commit.CommitMessages.DecisionAck;
import dev.squall.lectures.commit.CommitMessages.Prepare;
import dev.squall.lectures.commit.CommitMessages.Vote;
import dev.squall.lectures.store.StoreMessages.Abandon;
import dev.squall.lectures.store.StoreMessages.Died;
import dev.squall.lectures.store.StoreMessages.Operate;
import dev.squall.lectures.store.StoreMessages.Operated;
import dev.squall.lectures.store.flawed.NoDeadlockHandling;
import dev.squall.lectures.store.flawed.ReadLocksReleasedEarly;
import dev.squall.lectures.store.flawed.ReadsWithoutLocks;
import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.Transactions.Txn;
import dev.squall.node.protocol.Transactions.TxnOk;
import dev.squall.testkit.LoneNode;
import dev.squall.testkit.VirtualCluster;
import dev.squall.world.WriteLoss;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the shard of node n1, whose transactions the test coordinates as n2, and a whole cluster of three. */
class StoreNodeTest {

    private static final long T1 = StoreTickets.first(1, 0, 1);
    private static final long T2 = StoreTickets.first(2, 0, 1);
    private static final long T3 = StoreTickets.first(3, 0, 1);
    private static final long OLD = T1;
    private static final long YOUNG = T2;

    private LoneNode node = new LoneNode(new StoreProgram(), 3, Map.of());

    private static List<Object> read(String key) {
        return Arrays.asList("r", key, null);
    }

    private static List<Object> write(String key, Object value) {
        return List.of("w", key, value);
    }

    private static List<Object> append(String key, Object value) {
        return List.of("append", key, value);
    }

    private List<Body> operate(long ticket, int number, List<Object> operation) {
        node.receive("n2", new Operate(ticket, number, operation));
        return node.takeSentTo("n2");
    }

    private List<Body> prepare(long ticket, long life, long steps) {
        node.receive("n2", new Prepare(ticket, Map.of("n1", List.of(life, steps))));
        return node.takeSentTo("n2");
    }

    private List<Body> decide(long ticket, boolean commit) {
        node.receive("n2", new Decision(ticket, commit));
        return node.takeSentTo("n2");
    }

    private static Operated result(long ticket, int number, Object value) {
        return new Operated(ticket, number, 0, value);
    }

    // ---- The shard

    @Test
    void committedWriteIsReadByTheNextTransaction() {
        assertThat(operate(T1, 0, append("x", 7L))).containsExactly(result(T1, 0, 7L));
        assertThat(prepare(T1, 0, 1)).containsExactly(new Vote(T1, true));
        assertThat(decide(T1, true)).containsExactly(new DecisionAck(T1));

        assertThat(operate(T2, 0, read("x"))).containsExactly(result(T2, 0, List.of(7L)));
    }

    @Test
    void abortedWriteIsNotRead() {
        operate(T1, 0, write("x", 7L));
        prepare(T1, 0, 1);
        decide(T1, false);

        assertThat(operate(T2, 0, read("x"))).containsExactly(result(T2, 0, null));
    }

    @Test
    void transactionReadsItsOwnWrite() {
        operate(T1, 0, write("x", 7L));

        assertThat(operate(T1, 1, read("x"))).containsExactly(result(T1, 1, 7L));
    }

    @Test
    void olderTransactionWaitsUntilTheDecision() {
        operate(YOUNG, 0, write("x", 7L));
        assertThat(operate(OLD, 0, read("x"))).isEmpty();
        prepare(YOUNG, 0, 1);

        node.receive("n2", new Decision(YOUNG, true));
        assertThat(node.takeSentTo("n2")).contains(result(OLD, 0, 7L));
    }

    @Test
    void youngerTransactionDies() {
        operate(OLD, 0, read("x"));

        assertThat(operate(YOUNG, 0, write("x", 7L))).hasSize(1).first().isInstanceOf(Died.class);
    }

    @Test
    void readerThatComesLaterDoesNotOvertakeAWaitingWriter() {
        operate(YOUNG, 0, read("x"));
        assertThat(operate(OLD, 0, write("x", 7L))).isEmpty();

        assertThat(operate(T3, 0, read("x"))).hasSize(1).first().isInstanceOf(Died.class);
    }

    @Test
    void sharedLocksDoNotConflict() {
        operate(OLD, 0, read("x"));

        assertThat(operate(YOUNG, 0, read("x"))).containsExactly(result(YOUNG, 0, null));
    }

    @Test
    void shardVotesToAbortWhatItHasNotPerformed() {
        operate(T1, 0, write("x", 7L));

        assertThat(prepare(T1, 0, 2)).containsExactly(new Vote(T1, false));
        assertThat(prepare(T3, 0, 1)).containsExactly(new Vote(T3, false));
    }

    @Test
    void restartedShardVotesToAbortWhatBeganBefore() {
        operate(T1, 0, write("x", 7L));
        node.crash(WriteLoss.LOST);
        operate(T1, 1, write("y", 8L));

        assertThat(prepare(T1, 0, 2)).containsExactly(new Vote(T1, false));
        assertThat(operate(T2, 0, read("y"))).containsExactly(new Operated(T2, 0, 1, null));
    }

    @Test
    void preparedTransactionKeepsItsWriteLocksInACrash() {
        operate(T1, 0, write("x", 7L));
        prepare(T1, 0, 1);
        node.crash(WriteLoss.LOST);

        assertThat(operate(T2, 0, read("x"))).hasSize(1).first().isInstanceOf(Died.class);

        decide(T1, true);
        assertThat(operate(T3, 0, read("x"))).containsExactly(new Operated(T3, 0, 1, 7L));
    }

    @Test
    void restartedShardHasWhatWasCommitted() {
        operate(T1, 0, append("x", 1L));
        prepare(T1, 0, 1);
        decide(T1, true);
        operate(T2, 0, append("x", 2L));
        prepare(T2, 0, 1);
        decide(T2, true);
        node.crash(WriteLoss.LOST);

        assertThat(operate(T3, 0, read("x"))).containsExactly(new Operated(T3, 0, 1, List.of(1L, 2L)));
    }

    @Test
    void repeatedStepIsPerformedOnce() {
        assertThat(operate(T1, 0, append("x", 7L))).containsExactly(result(T1, 0, 7L));
        assertThat(operate(T1, 0, append("x", 7L))).containsExactly(result(T1, 0, 7L));

        assertThat(operate(T1, 1, read("x"))).containsExactly(result(T1, 1, List.of(7L)));
        assertThat(operate(T1, 0, append("x", 7L))).isEmpty();
    }

    @Test
    void repeatedStepThatWaitsWaitsOn() {
        operate(YOUNG, 0, write("x", 7L));
        operate(OLD, 0, read("x"));

        assertThat(operate(OLD, 0, read("x"))).isEmpty();
    }

    @Test
    void lateStepOfAnEndedTransactionTakesNoLock() {
        operate(T1, 0, write("x", 7L));
        node.receive("n2", new Abandon(T1));

        assertThat(operate(T1, 0, write("x", 7L))).hasSize(1).first().isInstanceOf(Died.class);
        assertThat(operate(T2, 0, read("x"))).containsExactly(result(T2, 0, null));
    }

    @Test
    void nextAttemptReleasesTheLocksOfTheEarlierOne() {
        operate(T1, 0, write("x", 7L));
        operate(T1 + 1, 0, write("y", 8L));

        assertThat(operate(T2, 0, read("x"))).containsExactly(result(T2, 0, null));
    }

    @Test
    void abandonDoesNotEndAPreparedTransaction() {
        operate(T1, 0, write("x", 7L));
        prepare(T1, 0, 1);
        node.receive("n2", new Abandon(T1));

        assertThat(operate(T2, 0, read("x"))).hasSize(1).first().isInstanceOf(Died.class);
    }

    @Test
    void shardGivesUpATransactionOfASilentCoordinator() {
        operate(T1, 0, write("x", 7L));
        node.run(250);

        assertThat(operate(T2, 0, read("x"))).containsExactly(result(T2, 0, null));
        assertThat(prepare(T1, 0, 1)).containsExactly(new Vote(T1, false));
    }

    // ---- The coordinator

    /** Sends a request for one read at another node's shard, and returns the step that the coordinator sends. */
    private Operate requestOfOneStep() {
        node.receive("c1", new Txn(List.of(read("1"))));
        return lastStep();
    }

    private Operate lastStep() {
        List<Body> sent = node.takeSentTo("n2");
        return (Operate) sent.get(sent.size() - 1);
    }

    @Test
    void lostStepIsRepeated() {
        Operate step = requestOfOneStep();
        node.run(60);

        assertThat(node.takeSentTo("n2")).containsExactly(step);
    }

    @Test
    void transactionThatDiedBeginsAgainAtItsAge() {
        Operate step = requestOfOneStep();
        node.receive("n2", new Died(step.ticket(), 0, "an older transaction uses the key 1"));
        node.run(20);
        Operate again = lastStep();

        assertThat(StoreTickets.isEarlierAttempt(step.ticket(), again.ticket())).isTrue();
        node.receive("n2", new Operated(again.ticket(), 0, 0, 7L));
        node.receive("n2", new Vote(again.ticket(), true));
        assertThat(node.takeSentTo("c1")).containsExactly(new TxnOk(List.of(List.of("r", "1", 7L))));
    }

    @Test
    void transactionWithoutEndIsAborted() {
        requestOfOneStep();
        node.run(250);

        List<Body> sent = node.takeSent().stream().map(Message::body).toList();
        assertThat(sent).last().isInstanceOf(ErrorReply.class);
        assertThat(sent).hasAtLeastOneElementOfType(Abandon.class);
    }

    // ---- Flaws

    @Test
    void readLockReleasedEarlyLetsAWriteThrough() {
        node = new LoneNode(new ReadLocksReleasedEarly(), 3, Map.of());
        operate(OLD, 0, read("x"));

        assertThat(operate(YOUNG, 0, write("x", 7L))).containsExactly(result(YOUNG, 0, 7L));
    }

    @Test
    void readWithoutLockMissesACommitUnderWay() {
        node = new LoneNode(new ReadsWithoutLocks(), 3, Map.of());
        operate(OLD, 0, write("x", 7L));
        prepare(OLD, 0, 1);

        assertThat(operate(YOUNG, 0, read("x"))).containsExactly(result(YOUNG, 0, null));
    }

    @Test
    void withoutDeadlockHandlingBothTransactionsWaitForEver() {
        node = new LoneNode(new NoDeadlockHandling(), 3, Map.of());
        operate(OLD, 0, read("x"));
        operate(YOUNG, 0, read("x"));
        operate(OLD, 1, write("x", 1L));
        operate(YOUNG, 1, write("x", 2L));
        node.run(60_000);

        assertThat(node.takeSentTo("n2")).isEmpty();
    }

    // ---- The cluster

    private static Body transaction(VirtualCluster cluster, String at, List<Object> first, List<Object> second) {
        return cluster.ask("c1", at, new Txn(List.of(first, second)));
    }

    @Test
    void transactionOverSeveralShardsCommits() {
        VirtualCluster cluster = VirtualCluster.of(new StoreProgram()).start();

        transaction(cluster, "n1", append("x", 1L), append("y", 2L));
        Body reply = transaction(cluster, "n2", read("x"), read("y"));

        assertThat(reply).isEqualTo(new TxnOk(List.of(List.of("r", "x", List.of(1L)), List.of("r", "y", List.of(2L)))));
    }

    @Test
    void transactionAbortsWhenAShardIsDown() {
        VirtualCluster cluster = VirtualCluster.of(new StoreProgram()).start();
        // The keys 0, 1 and 2 are at different shards, so one of them is at n3.
        cluster.world().kill("n3");

        Body reply = cluster.ask("c1", "n1", new Txn(List.of(write("0", 1L), write("1", 1L), write("2", 1L))));

        assertThat(reply).isInstanceOf(ErrorReply.class);
        assertThat(((ErrorReply) reply).code()).isEqualTo(ErrorCode.ABORT.code());
    }
}

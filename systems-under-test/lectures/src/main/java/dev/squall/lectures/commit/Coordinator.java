package dev.squall.lectures.commit;

import dev.squall.lectures.commit.CommitMessages.Begin;
import dev.squall.lectures.commit.CommitMessages.BeginOk;
import dev.squall.lectures.commit.CommitMessages.Decision;
import dev.squall.lectures.commit.CommitMessages.DecisionAck;
import dev.squall.lectures.commit.CommitMessages.Prepare;
import dev.squall.lectures.commit.CommitMessages.Vote;
import dev.squall.lectures.commit.CommitRecords.DecisionMade;
import dev.squall.lectures.commit.CommitRecords.TransactionBegun;
import dev.squall.lectures.commit.CommitRecords.TransactionEnded;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.StableRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Coordinator of the transactions that clients begin at this node, by two-phase commit (lecture 7.1; Gray, "Notes on
 * data base operating systems", 1978).
 *
 * <p>Phase one: the coordinator sends prepare to all participants, and each participant votes. Phase two: the
 * coordinator decides to commit if all votes are ok, and to abort otherwise. A participant that is silent for too long
 * counts as a vote to abort. The decision is on stable storage before the coordinator sends it.
 *
 * <p>Safety: all participants that decide decide alike, if crashes keep synced records. Progress: the coordinator
 * retransmits, so every transaction is decided once the coordinator and all participants are up for long enough. Memory
 * grows with the undecided transactions only. Storage grows with all transactions.
 */
public class Coordinator {

    /** A transaction until all participants have acknowledged its decision. */
    private static final class Transaction {
        private final Map<String, Object> items;
        /** Participants without a vote, and after the decision participants without an acknowledgement. */
        private final Set<String> silent = new TreeSet<>();

        private Message request;
        /** Decision of the coordinator; null before. */
        private Boolean commit;

        private Transaction(Map<String, Object> items) {
            this.items = items;
            silent.addAll(items.keySet());
        }
    }

    private final Environment environment;
    private final CommitOptions options;
    private final Map<Object, Transaction> transactions = new LinkedHashMap<>();

    public Coordinator(Environment environment, CommitOptions options) {
        this.environment = environment;
        this.options = options;
    }

    /** Handles initialisation, and recovery from a crash. */
    public final void start(List<StableRecord> records) {
        recover(records);
        environment.setTimer(options.retryMillis(), this::periodically);
    }

    /** Continues the transactions of earlier lives. A transaction without a decision is aborted. */
    protected void recover(List<StableRecord> records) {
        for (StableRecord stored : records) {
            if (stored instanceof TransactionBegun begun) {
                transactions.put(begun.transaction(), new Transaction(begun.items()));
            } else if (stored instanceof DecisionMade decision) {
                transactions.get(decision.transaction()).commit = decision.commit();
            } else if (stored instanceof TransactionEnded ended) {
                transactions.remove(ended.transaction());
            }
        }
        for (Map.Entry<Object, Transaction> entry : transactions.entrySet()) {
            journalBegun(entry.getKey(), entry.getValue());
            if (entry.getValue().commit == null) {
                decide(entry.getKey(), entry.getValue(), false);
            } else {
                announce(entry.getKey(), entry.getValue());
            }
        }
    }

    private void journalBegun(Object name, Transaction transaction) {
        environment.journal(new CommitFacts.Begun(name, new ArrayList<>(transaction.items.keySet())));
    }

    /** Returns true if all participants know the decision of every transaction. */
    final boolean isIdle() {
        return transactions.isEmpty();
    }

    // ---- Phase one: prepare

    final void onBegin(Message request, Begin begin) {
        begin(request, begin.transaction(), begin.items());
    }

    /**
     * Begins the atomic commitment of a transaction.
     *
     * @param request the client's request, for {@link #reply}
     * @param name name of the transaction, unique in the run
     * @param items item of each participant, sent with prepare
     */
    protected final void begin(Message request, Object name, Map<String, Object> items) {
        Transaction transaction = new Transaction(items);
        transaction.request = request;
        transactions.put(name, transaction);
        environment.storage().append(new TransactionBegun(name, items));
        environment.storage().sync();
        journalBegun(name, transaction);
        send(name, transaction);
        environment.setTimer(options.timeoutMillis(), () -> onTimeout(name));
    }

    private void onTimeout(Object name) {
        Transaction transaction = transactions.get(name);
        if (transaction != null && transaction.commit == null) {
            decide(name, transaction, false);
        }
    }

    /** Counts a participant's vote. */
    public final void onVote(String participant, Vote vote) {
        Transaction transaction = transactions.get(vote.transaction());
        if (transaction == null || transaction.commit != null) {
            return;
        }
        transaction.silent.remove(participant);
        if (!vote.ok() || transaction.silent.isEmpty()) {
            decide(vote.transaction(), transaction, vote.ok());
        }
    }

    // ---- Phase two: commit or abort

    private void decide(Object name, Transaction transaction, boolean commit) {
        persistDecision(name, commit);
        transaction.commit = commit;
        transaction.silent.addAll(transaction.items.keySet());
        announce(name, transaction);
    }

    /** Stores the decision. The decision is stable before the node sends it. */
    protected void persistDecision(Object transaction, boolean commit) {
        environment.storage().append(new DecisionMade(transaction, commit));
        environment.storage().sync();
    }

    private void announce(Object name, Transaction transaction) {
        environment.journal(new CommitFacts.Decided(name, transaction.commit));
        send(name, transaction);
        if (transaction.request != null) {
            reply(transaction.request, name, transaction.commit);
        }
    }

    /** Replies to the client whose request began the transaction. Not called after a crash of the coordinator. */
    protected void reply(Message request, Object transaction, boolean commit) {
        environment.reply(request, new BeginOk(commit));
    }

    /** Notes that a participant has stored the decision. */
    public final void onDecisionAck(String participant, DecisionAck ack) {
        Transaction transaction = transactions.get(ack.transaction());
        if (transaction != null && transaction.commit != null) {
            transaction.silent.remove(participant);
            if (transaction.silent.isEmpty()) {
                transactions.remove(ack.transaction());
                // The record needs no sync: if a crash loses it, the node only sends the decision once more.
                environment.storage().append(new TransactionEnded(ack.transaction()));
            }
        }
    }

    // ---- Sending

    /** Sends prepare or the decision to the participants that have not answered. */
    private void send(Object name, Transaction transaction) {
        for (String participant : transaction.silent) {
            environment.send(
                    participant,
                    transaction.commit == null
                            ? new Prepare(name, transaction.items)
                            : new Decision(name, transaction.commit));
        }
    }

    private void periodically() {
        transactions.forEach(this::send);
        environment.setTimer(options.retryMillis(), this::periodically);
    }
}

package starters;

import dev.squall.lectures.commit.CommitFacts.Begun;
import dev.squall.lectures.commit.CommitFacts.Decided;
import dev.squall.lectures.commit.CommitFacts.Resumed;
import dev.squall.lectures.commit.CommitFacts.Voted;
import dev.squall.lectures.commit.CommitMessages.Begin;
import dev.squall.lectures.commit.CommitMessages.BeginOk;
import dev.squall.lectures.commit.CommitMessages.Decision;
import dev.squall.lectures.commit.CommitMessages.DecisionAck;
import dev.squall.lectures.commit.CommitMessages.Flush;
import dev.squall.lectures.commit.CommitMessages.FlushOk;
import dev.squall.lectures.commit.CommitMessages.Prepare;
import dev.squall.lectures.commit.CommitMessages.Vote;
import dev.squall.lectures.commit.CommitRecords.DecisionMade;
import dev.squall.lectures.commit.CommitRecords.TransactionBegun;
import dev.squall.lectures.commit.CommitRecords.VoteCast;
import dev.squall.lectures.commit.TwoPhaseCommitProgram;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.StableRecord;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Exercise: two-phase commit (lecture 7.1). A transaction claims one item at each participant. All participants commit,
 * or all abort, also over crashes. A node coordinates the transactions of its clients, and participates in the
 * transactions of all nodes.
 */
public final class TwoPhaseCommit implements Node {

    public static final class Program extends Starters.Program {
        public Program() {
            super(new NodeProgram() {
                @Override
                public Node create(Environment environment, Map<String, String> options) {
                    return new TwoPhaseCommit(environment);
                }

                @Override
                public Vocabulary vocabulary() {
                    return new TwoPhaseCommitProgram().vocabulary();
                }
            });
        }
    }

    private static final long RETRY_MILLIS = 100;
    private static final long TIMEOUT_MILLIS = 300;

    private final Environment environment;

    // These three are restored from stable storage.

    /** Items of the transactions that this node coordinates, by participant. */
    private final Map<Object, Map<String, Object>> begun = new LinkedHashMap<>();
    /** Votes of this node. */
    private final Map<Object, VoteCast> voted = new LinkedHashMap<>();
    /** Decisions that this node knows: true to commit. */
    private final Map<Object, Boolean> decided = new LinkedHashMap<>();

    /** Participants that have voted ok. */
    private final Map<Object, Set<String>> votes = new LinkedHashMap<>();
    /** Participants that know the decision. */
    private final Map<Object, Set<String>> acked = new LinkedHashMap<>();

    private final Map<Object, Message> requests = new LinkedHashMap<>();

    TwoPhaseCommit(Environment environment) {
        this.environment = environment;
    }

    /** On initialisation, and on recovery from a crash. Reports what is stable again: a crash may have lost facts. */
    @Override
    public void start() {
        for (StableRecord stored : environment.storage().read()) {
            if (stored instanceof TransactionBegun record) {
                begun.put(record.transaction(), record.items());
                environment.journal(new Begun(record.transaction(), List.copyOf(record.items().keySet())));
            } else if (stored instanceof VoteCast vote) {
                voted.put(vote.transaction(), vote);
                environment.journal(new Voted(vote.transaction(), vote.ok()));
            } else if (stored instanceof DecisionMade decision) {
                decided.put(decision.transaction(), decision.commit());
                environment.journal(new Decided(decision.transaction(), decision.commit()));
            }
        }
        environment.journal(new Resumed());
        new ArrayList<>(begun.keySet()).stream().filter(t -> !decided.containsKey(t)).forEach(this::recover);
        environment.setTimer(RETRY_MILLIS, this::periodically);
    }

    /** Writes a record that survives a crash, before any message that follows from it. */
    private void makeStable(StableRecord stableRecord) {
        environment.storage().append(stableRecord);
        environment.storage().sync();
    }

    /** Returns true if no transaction in doubt claims the item at this node. */
    private boolean isFree(Object item) {
        return voted.values().stream()
                .allMatch(vote -> !vote.ok()
                        || decided.containsKey(vote.transaction())
                        || !vote.item().equals(item));
    }

    @Override
    public void receive(Message message) {
        if (message.body() instanceof Begin begin) {
            onBegin(message, begin.transaction(), begin.items());
        } else if (message.body() instanceof Prepare prepare) {
            onPrepare(message.source(), prepare.transaction(), prepare.items());
        } else if (message.body() instanceof Vote vote) {
            onVote(message.source(), vote.transaction(), vote.ok());
        } else if (message.body() instanceof Decision decision) {
            onDecision(message.source(), decision.transaction(), decision.commit());
        } else if (message.body() instanceof DecisionAck ack) {
            acked.computeIfAbsent(ack.transaction(), t -> new TreeSet<>()).add(message.source());
        } else if (message.body() instanceof Flush) {
            boolean isIdle = decided.keySet().containsAll(begun.keySet())
                    && decided.keySet().containsAll(voted.keySet());
            environment.reply(
                    message,
                    isIdle
                            ? new FlushOk()
                            : new ErrorReply(ErrorCode.TEMPORARILY_UNAVAILABLE, "a transaction is not decided yet"));
        }
    }

    /** Periodically: sends prepare and decisions again. */
    private void periodically() {
        begun.forEach((t, items) -> {
            if (decided.containsKey(t)) {
                sendDecision(t);
            } else {
                sendPrepare(t);
            }
        });
        environment.setTimer(RETRY_MILLIS, this::periodically);
    }

    // ---- Coordinator

    /** On request to commit transaction t. */
    private void onBegin(Message request, Object t, Map<String, Object> items) {
        requests.put(t, request);
        // A participant without a vote is suspected after a time:
        // environment.setTimer(TIMEOUT_MILLIS, () -> onTimeout(t));
        throw new Starters.NotWritten("onBegin: make TransactionBegun stable, journal Begun, and send prepare");
    }

    /** Sends prepare to the participants that have not voted ok. */
    private void sendPrepare(Object t) {
        for (String node : begun.get(t).keySet()) {
            if (!votes.getOrDefault(t, Set.of()).contains(node)) {
                environment.send(node, new Prepare(t, begun.get(t)));
            }
        }
    }

    private void onTimeout(Object t) {
        if (!decided.containsKey(t)) {
            decide(t, false);
        }
    }

    /** On receiving a vote of a participant. */
    private void onVote(String participant, Object t, boolean ok) {
        throw new Starters.NotWritten("onVote: decide to commit with every vote ok, or to abort with one against it");
    }

    /** Decides on a transaction that this node coordinates. */
    private void decide(Object t, boolean commit) {
        throw new Starters.NotWritten("decide: make DecisionMade stable, journal Decided, send it, and reply BeginOk");
    }

    /** Sends the decision to the participants that do not know it. */
    private void sendDecision(Object t) {
        for (String node : begun.get(t).keySet()) {
            if (!acked.getOrDefault(t, Set.of()).contains(node)) {
                environment.send(node, new Decision(t, decided.get(t)));
            }
        }
    }

    /** On recovery: transaction t was begun in an earlier life, and has no decision. */
    private void recover(Object t) {
        throw new Starters.NotWritten("recover: decide, since participants may wait for the decision");
    }

    // ---- Participant

    /** On receiving prepare, perhaps again. */
    private void onPrepare(String coordinator, Object t, Map<String, Object> items) {
        throw new Starters.NotWritten("onPrepare: vote ok if the item is free; make it stable, journal it, and send it");
    }

    /** On receiving a decision, perhaps again. */
    private void onDecision(String coordinator, Object t, boolean commit) {
        throw new Starters.NotWritten("onDecision: make a new decision stable, journal it, and acknowledge");
    }
}

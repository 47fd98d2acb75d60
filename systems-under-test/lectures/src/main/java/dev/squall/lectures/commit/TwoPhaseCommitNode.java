package dev.squall.lectures.commit;

import dev.squall.lectures.commit.CommitMessages.Begin;
import dev.squall.lectures.commit.CommitMessages.Decision;
import dev.squall.lectures.commit.CommitMessages.DecisionAck;
import dev.squall.lectures.commit.CommitMessages.Flush;
import dev.squall.lectures.commit.CommitMessages.FlushOk;
import dev.squall.lectures.commit.CommitMessages.Prepare;
import dev.squall.lectures.commit.CommitMessages.Vote;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.StableRecord;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import java.util.List;
import java.util.Map;

/** A node that coordinates the transactions of its clients, and participates in the transactions of all nodes. */
final class TwoPhaseCommitNode implements Node {

    private final Environment environment;
    private final Coordinator coordinator;
    private final Participant participant;

    TwoPhaseCommitNode(Environment environment, Coordinator coordinator, Participant participant) {
        this.environment = environment;
        this.coordinator = coordinator;
        this.participant = participant;
    }

    @Override
    public void start() {
        List<StableRecord> records = environment.storage().read();
        participant.start(records);
        coordinator.start(records);
        environment.journal(new CommitFacts.Resumed());
    }

    @Override
    public void receive(Message message) {
        String from = message.source();
        if (message.body() instanceof Begin begin) {
            if (isWellFormed(environment, message, begin.items())) {
                coordinator.onBegin(message, begin);
            }
        } else if (message.body() instanceof Prepare prepare) {
            participant.onPrepare(from, prepare);
        } else if (message.body() instanceof Vote vote) {
            coordinator.onVote(from, vote);
        } else if (message.body() instanceof Decision decision) {
            participant.onDecision(from, decision);
        } else if (message.body() instanceof DecisionAck ack) {
            coordinator.onDecisionAck(from, ack);
        } else if (message.body() instanceof Flush) {
            replyToFlush(environment, message, coordinator.isIdle() && participant.isIdle());
        }
    }

    /** Returns true if each participant is a node; otherwise the client gets an error. */
    static boolean isWellFormed(Environment environment, Message request, Map<String, Object> items) {
        if (!items.isEmpty() && environment.nodeIds().containsAll(items.keySet())) {
            return true;
        }
        environment.reply(
                request,
                new ErrorReply(
                        ErrorCode.MALFORMED_REQUEST,
                        "found the participants " + items.keySet() + "; expected at least one of "
                                + environment.nodeIds()));
        return false;
    }

    static void replyToFlush(Environment environment, Message request, boolean isIdle) {
        environment.reply(
                request,
                isIdle
                        ? new FlushOk()
                        : new ErrorReply(ErrorCode.TEMPORARILY_UNAVAILABLE, "a transaction is not decided yet"));
    }
}

package dev.squall.lectures.quorum;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Timer;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import java.util.ArrayList;
import java.util.List;

/**
 * A client's request at its coordinator. An operation ends when it is answered and its rounds are over, or at its
 * timeout.
 */
public final class Operation {

    private final Environment environment;
    private final Message request;
    private final List<Rounds.Round> rounds = new ArrayList<>();
    private Timer deadline = () -> {};
    private boolean answered;
    private boolean mayTakeEffect;

    Operation(Environment environment, Message request) {
        this.environment = environment;
        this.request = request;
    }

    /**
     * Limits the operation's time. After {@code millis}, the operation's rounds end, and {@code whenLate} runs if the
     * client has no answer yet.
     */
    void limit(long millis, Runnable whenLate) {
        deadline = environment.setTimer(millis, () -> {
            rounds.forEach(Rounds.Round::cancel);
            if (!answered) {
                whenLate.run();
            }
        });
    }

    void add(Rounds.Round round) {
        rounds.removeIf(earlier -> !earlier.isOpen());
        rounds.add(round);
    }

    /** Returns the client's request. */
    public Body request() {
        return request.body();
    }

    /** Records that some replica may store the client's value from now on. */
    void noteMayTakeEffect() {
        mayTakeEffect = true;
    }

    /** Sends the reply to the client. The method is called once for each operation. */
    public void answer(Body reply) {
        answered = true;
        environment.reply(request, reply);
        if (rounds.stream().noneMatch(Rounds.Round::isOpen)) {
            deadline.cancel();
        }
    }

    /**
     * Answers that no quorum was reached. The error is definite only if no replica can have stored the client's value.
     */
    void answerUnavailable() {
        ErrorCode code = mayTakeEffect ? ErrorCode.TIMEOUT : ErrorCode.TEMPORARILY_UNAVAILABLE;
        answer(new ErrorReply(code, "no quorum of the replicas has answered"));
    }
}

package dev.squall.lectures.quorum;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Timer;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import java.util.ArrayList;
import java.util.List;

/** A client's request at its coordinator, until it is answered and its rounds are over, or its time is up. */
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

    /** Gives the operation this long; then its rounds end, and if it was not answered {@code whenLate} runs. */
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

    /** What the client asked for. */
    public Body request() {
        return request.body();
    }

    /** From now on some replica may have what the client wants to write. */
    void noteMayTakeEffect() {
        mayTakeEffect = true;
    }

    /** Answers the client: called once. */
    public void answer(Body reply) {
        answered = true;
        environment.reply(request, reply);
        if (rounds.stream().noneMatch(Rounds.Round::isOpen)) {
            deadline.cancel();
        }
    }

    /** Answers that there was no quorum: by a definite error only if nothing was written anywhere. */
    void answerUnavailable() {
        ErrorCode code = mayTakeEffect ? ErrorCode.TIMEOUT : ErrorCode.TEMPORARILY_UNAVAILABLE;
        answer(new ErrorReply(code, "no quorum of the replicas has answered"));
    }
}

package dev.squall.lectures.generals;

import dev.squall.lectures.generals.GeneralsMessages.Flush;
import dev.squall.lectures.generals.GeneralsMessages.FlushOk;
import dev.squall.lectures.generals.GeneralsMessages.Order;
import dev.squall.lectures.generals.GeneralsMessages.OrderOk;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import java.util.HashSet;
import java.util.Set;

/**
 * A general. The network is synchronous: a message about a battle arrives within the time that a general waits. The
 * first node is the commander, who gets the orders.
 */
abstract class General implements Node {

    protected final Environment environment;
    private final long decideAfterMillis;
    private final Set<Long> undecided = new HashSet<>();
    private final Set<Long> decided = new HashSet<>();

    General(Environment environment, long decideAfterMillis) {
        this.environment = environment;
        this.decideAfterMillis = decideAfterMillis;
    }

    @Override
    public final void start() {
        environment.journal(new GeneralsFacts.Joined(isLoyal()));
    }

    boolean isLoyal() {
        return true;
    }

    /** Returns the first general. */
    protected final String commander() {
        return environment.nodeIds().get(0);
    }

    @Override
    public final void receive(Message message) {
        if (message.body() instanceof Order && !environment.nodeId().equals(commander())) {
            String text = "the commander is " + commander();
            environment.reply(message, new ErrorReply(ErrorCode.MALFORMED_REQUEST, text));
        } else if (message.body() instanceof Order order) {
            onOrder(order.battle(), order.attack());
            environment.reply(message, new OrderOk());
        } else if (message.body() instanceof Flush) {
            environment.reply(
                    message,
                    undecided.isEmpty()
                            ? new FlushOk()
                            : new ErrorReply(
                                    ErrorCode.TEMPORARILY_UNAVAILABLE, undecided.size() + " battles are undecided"));
        } else {
            onMessage(message.source(), message.body());
        }
    }

    /** Handles the order of a battle, at the commander. */
    protected abstract void onOrder(long battle, boolean attack);

    /** Handles a message of another general. */
    protected abstract void onMessage(String from, Body message);

    /** Returns the decision on a battle, when the time is up. */
    protected abstract boolean decision(long battle);

    /** Returns true if the general has decided on the battle. */
    protected final boolean hasDecided(long battle) {
        return decided.contains(battle);
    }

    /** Begins to wait if the battle is a new one. Returns false, and notes it, if the decision was made before. */
    protected final boolean isInTime(long battle) {
        if (hasDecided(battle)) {
            environment.journal(new GeneralsFacts.TooLate(battle));
            return false;
        }
        if (undecided.add(battle)) {
            environment.setTimer(decideAfterMillis, () -> decide(battle, decision(battle)));
        }
        return true;
    }

    /** Makes the decision on a battle. */
    protected final void decide(long battle, boolean attack) {
        undecided.remove(battle);
        decided.add(battle);
        environment.journal(new GeneralsFacts.Decided(battle, attack));
    }
}

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
 * Base class of a general. The network is assumed synchronous: a message about a battle arrives before a general stops
 * waiting. The first node is the commander, and receives the clients' orders.
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

    /** Returns the commander's node, which is the first node. */
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

    /** Handles a client's order for a battle. Called on the commander only. */
    protected abstract void onOrder(long battle, boolean attack);

    /** Handles a message from another general. */
    protected abstract void onMessage(String from, Body message);

    /** Returns the decision on a battle at the end of the waiting time: true to attack. */
    protected abstract boolean decision(long battle);

    /** Returns true if the general has decided on the battle. */
    protected final boolean hasDecided(long battle) {
        return decided.contains(battle);
    }

    /**
     * Starts the waiting time if the battle is new. Returns false, and journals {@link GeneralsFacts.TooLate}, if the
     * general has already decided on the battle.
     */
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

    /** Records and journals the general's decision on a battle. */
    protected final void decide(long battle, boolean attack) {
        undecided.remove(battle);
        decided.add(battle);
        environment.journal(new GeneralsFacts.Decided(battle, attack));
    }
}

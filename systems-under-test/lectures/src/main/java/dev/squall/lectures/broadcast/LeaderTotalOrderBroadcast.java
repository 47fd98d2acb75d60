package dev.squall.lectures.broadcast;

import dev.squall.lectures.links.Link;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.protocol.BroadcastFacts;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Total order broadcast by a leader: nodes send their messages to the leader, which broadcasts them over FIFO links
 * (lecture 4.2). All nodes deliver messages in the leader's order. If the leader crashes, no message is delivered any
 * more. A broadcast costs n messages, or n - 1 if the leader itself broadcasts.
 */
public class LeaderTotalOrderBroadcast implements Broadcast {

    private final Environment environment;
    private final Receiver above;
    private final Broadcast fifo;
    private Link links;

    /**
     * @param fifoLinks factory of the FIFO links; its argument is the receiver of the links' deliveries
     * @param above receiver of this broadcast's deliveries
     */
    public LeaderTotalOrderBroadcast(Environment environment, Function<Link.Receiver, Link> fifoLinks, Receiver above) {
        this.environment = environment;
        this.above = above;
        this.fifo = new BestEffortBroadcast(
                environment, receiver -> links = fifoLinks.apply(receiver), this::onDeliveryFromBelow);
    }

    private String leader() {
        return environment.nodeIds().get(0);
    }

    private boolean isLeader() {
        return environment.nodeId().equals(leader());
    }

    @Override
    public final void start() {
        fifo.start();
    }

    @Override
    public final void broadcast(Object message) {
        List<Object> sentBy = Arrays.asList(environment.nodeId(), message);
        if (isLeader()) {
            fifo.broadcast(sentBy);
        } else {
            links.send(leader(), sentBy);
            environment.journal(new BroadcastFacts.Copied(1));
        }
    }

    /**
     * Handles a message from the links. The leader receives requests to broadcast and its own messages, another node
     * only the leader's messages.
     */
    private void onDeliveryFromBelow(String from, Object content) {
        if (isLeader() && !from.equals(leader())) {
            fifo.broadcast(content);
        } else {
            List<?> sentBy = (List<?>) content;
            above.deliver((String) sentBy.get(0), sentBy.get(1));
        }
    }

    @Override
    public final void receive(Message message) {
        fifo.receive(message);
    }
}

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
 * (lecture 4.2). All nodes deliver in the order that the leader gives. If the leader crashes, nothing is delivered any
 * more. Costs n messages, n - 1 at the leader.
 */
public class LeaderTotalOrderBroadcast implements Broadcast {

    private final Environment environment;
    private final Receiver above;
    private final Broadcast fifo;
    private Link links;

    /**
     * @param fifoLinks makes the FIFO links, given their receiver
     * @param above takes this broadcast's deliveries
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

    /** Handles a message: at the leader one of its own or a request to broadcast, elsewhere one from the leader. */
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

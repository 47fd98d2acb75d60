package dev.squall.lectures.broadcast;

import dev.squall.lectures.broadcast.BroadcastMessages.Stopped;
import dev.squall.lectures.links.Link;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.protocol.BroadcastFacts;
import java.util.function.Function;

/**
 * Best-effort broadcast, which sends each message to every node over a link (lecture 4.3). Over reliable links, every
 * node delivers the message if the sender does not crash. A broadcast costs n - 1 messages.
 */
public class BestEffortBroadcast implements Broadcast {

    private final Environment environment;
    private final Link links;
    private final Receiver above;

    /**
     * @param links factory of the links; its argument is the receiver of the links' deliveries
     * @param above receiver of this broadcast's deliveries
     */
    public BestEffortBroadcast(Environment environment, Function<Link.Receiver, Link> links, Receiver above) {
        this.environment = environment;
        this.links = links.apply(above::deliver);
        this.above = above;
    }

    @Override
    public final void start() {
        links.start();
    }

    @Override
    public final void broadcast(Object message) {
        int copies = 0;
        for (String node : environment.nodeIds()) {
            if (!node.equals(environment.nodeId())) {
                links.send(node, message);
                copies++;
            }
        }
        if (copies > 0) {
            environment.journal(new BroadcastFacts.Copied(copies));
        }
        above.deliver(environment.nodeId(), message);
    }

    @Override
    public final void receive(Message message) {
        if (message.body() instanceof Stopped) {
            links.giveUp(message.source());
        } else {
            links.receive(message);
        }
    }
}

package dev.squall.lectures.links;

import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinkFacts;
import dev.squall.node.protocol.Links;
import java.util.function.Function;

/** A node that sends messages over its link on clients' requests. The node journals its sends and deliveries. */
final class LinkNode implements Node {

    /** Backlog at which the node rejects requests to send to that receiver. The limit bounds memory. */
    static final long BACKLOG_MAX = 1_000;

    private final Environment environment;
    private final Link link;

    /** @param link factory of the link; its argument is the receiver of the link's deliveries */
    LinkNode(Environment environment, Function<Link.Receiver, Link> link) {
        this.environment = environment;
        this.link = link.apply(this::onDelivery);
    }

    @Override
    public void start() {
        environment.journal(new LinkFacts.Started());
        link.start();
    }

    @Override
    public void receive(Message message) {
        if (message.body() instanceof Links.Send send) {
            onRequestToSend(message, send);
        } else if (message.body() instanceof Links.Flush) {
            onRequestToFlush(message);
        } else {
            link.receive(message);
        }
    }

    private void onRequestToSend(Message request, Links.Send send) {
        String to = send.to();
        if (!environment.nodeIds().contains(to)) {
            String text = "there is no node " + to + ", expected one of " + environment.nodeIds();
            environment.reply(request, new ErrorReply(ErrorCode.MALFORMED_REQUEST, text));
        } else if (link.backlog(to) >= BACKLOG_MAX) {
            String text = to + " has acknowledged none of the last " + BACKLOG_MAX + " messages";
            environment.reply(request, new ErrorReply(ErrorCode.TEMPORARILY_UNAVAILABLE, text));
        } else {
            environment.journal(new LinkFacts.Sent(to, send.message()));
            link.send(to, send.message());
            environment.journal(new LinkFacts.Accepted(to, send.message()));
            environment.reply(request, new Links.SendOk());
        }
    }

    private void onRequestToFlush(Message request) {
        for (String to : environment.nodeIds()) {
            long backlog = link.backlog(to);
            if (backlog > 0) {
                String text = to + " has not acknowledged all of the last " + backlog + " messages";
                environment.reply(request, new ErrorReply(ErrorCode.TEMPORARILY_UNAVAILABLE, text));
                return;
            }
        }
        environment.reply(request, new Links.FlushOk());
    }

    private void onDelivery(String from, Object message) {
        environment.journal(new LinkFacts.Delivered(from, message));
    }
}

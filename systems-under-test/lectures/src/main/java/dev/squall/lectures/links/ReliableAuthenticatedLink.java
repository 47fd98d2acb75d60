package dev.squall.lectures.links;

import dev.squall.lectures.links.LinkMessages.Ack;
import dev.squall.lectures.links.LinkMessages.Data;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import java.util.Arrays;
import java.util.List;

/** A reliable link over an authenticated link, which shows that the authenticated link is a fair-loss link. */
public final class ReliableAuthenticatedLink implements Link {

    private final Environment network;
    private final AuthenticatedLink authenticated;
    private final ReliableLink reliable;

    public ReliableAuthenticatedLink(Environment network, LinkOptions options, Receiver above) {
        this.network = network;
        this.authenticated = new AuthenticatedLink(network, this::onDeliveryFromBelow);
        this.reliable = new ReliableLink(network, this::sendBelow, options, above);
    }

    private void sendBelow(String to, Body body) {
        authenticated.send(
                to, body instanceof Data data ? Arrays.asList(data.number(), data.content()) : ((Ack) body).number());
    }

    private void onDeliveryFromBelow(String from, Object content) {
        Body body =
                content instanceof List<?> data ? new Data((Long) data.get(0), data.get(1)) : new Ack((Long) content);
        reliable.receive(new Message(from, network.nodeId(), Message.NO_ID, Message.NO_ID, body));
    }

    @Override
    public void start() {
        authenticated.start();
        reliable.start();
    }

    @Override
    public void send(String to, Object message) {
        reliable.send(to, message);
    }

    @Override
    public void receive(Message message) {
        authenticated.receive(message);
    }

    @Override
    public long backlog(String to) {
        return reliable.backlog(to);
    }
}

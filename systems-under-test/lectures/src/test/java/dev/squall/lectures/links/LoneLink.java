package dev.squall.lectures.links;

import dev.squall.node.Message;
import dev.squall.node.protocol.LinkFacts;
import dev.squall.node.protocol.Links;
import dev.squall.testkit.LoneNode;
import java.util.List;
import java.util.Map;

/** A lone node of a link program, in a cluster of three. */
final class LoneLink extends LoneNode {

    private static final long RETRANSMISSION_MILLIS = LinkOptions.of(Map.of()).retransmissionMillis();

    LoneLink(LinkProgram program) {
        super(program, 3, Map.of());
    }

    /** Sends a client's request to send a message. */
    void send(String to, Object message) {
        receive(new Message("c0", "n1", 1, Message.NO_ID, new Links.Send(to, message)));
    }

    /** Lets the period of retransmission pass. */
    void tick() {
        run(RETRANSMISSION_MILLIS);
    }

    /** Returns the messages delivered according to the node's facts. */
    List<Object> delivered() {
        return facts().stream()
                .filter(LinkFacts.Delivered.class::isInstance)
                .map(fact -> ((LinkFacts.Delivered) fact).message())
                .toList();
    }
}

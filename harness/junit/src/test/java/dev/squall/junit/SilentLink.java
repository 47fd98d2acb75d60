package dev.squall.junit;

import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.Links;
import java.util.Map;

/** Program of links that send each message once, and whose journals say nothing. */
public final class SilentLink implements NodeProgram {

    @Override
    public Node create(Environment environment, Map<String, String> options) {
        return new Node() {
            @Override
            public void start() {}

            @Override
            public void receive(Message message) {
                if (message.messageId() == Message.NO_ID) {
                    return;
                }
                if (message.body() instanceof Links.Send send) {
                    environment.send(send.to(), send);
                    environment.reply(message, new Links.SendOk());
                } else {
                    environment.reply(message, new Links.FlushOk());
                }
            }
        };
    }

    @Override
    public Vocabulary vocabulary() {
        return Links.VOCABULARY;
    }
}

package dev.squall.junit;

import dev.squall.junit.example.RegisterProgram;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import java.util.Map;

/**
 * The flaw: every write is acknowledged and none is kept. Any read after a write shows the flaw, in any world and with
 * any seed.
 */
public final class AmnesicRegister extends RegisterProgram {

    @Override
    public Node create(Environment environment, Map<String, String> options) {
        return new Node() {
            @Override
            public void start() {}

            @Override
            public void receive(Message message) {
                environment.send(new Message(
                        environment.nodeId(),
                        message.source(),
                        Message.NO_ID,
                        message.messageId(),
                        message.body() instanceof LinKv.Write
                                ? new LinKv.WriteOk()
                                : new ErrorReply(ErrorCode.KEY_DOES_NOT_EXIST, "nothing is kept")));
            }
        };
    }
}

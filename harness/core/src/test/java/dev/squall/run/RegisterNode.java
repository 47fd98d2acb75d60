package dev.squall.run;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import java.util.Map;
import java.util.TreeMap;

/** A right register, in the memory of the first node; the others pass requests on to it. */
public record RegisterNode(Environment environment, Map<Object, Object> values) implements Node {

    record Forward(String client, long requestId, Body request) implements Body {}

    public RegisterNode(Environment environment) {
        this(environment, new TreeMap<>());
    }

    @Override
    public void start() {}

    @Override
    public void receive(Message message) {
        String first = environment.nodeIds().get(0);
        if (message.body() instanceof Forward forward) {
            reply(forward.client(), forward.requestId(), forward.request());
        } else if (environment.nodeId().equals(first)) {
            reply(message.source(), message.messageId(), message.body());
        } else {
            environment.send(first, new Forward(message.source(), message.messageId(), message.body()));
        }
    }

    private void reply(String client, long requestId, Body request) {
        environment.send(new Message(environment.nodeId(), client, Message.NO_ID, requestId, answer(request)));
    }

    private Body answer(Body request) {
        if (request instanceof LinKv.Write write) {
            values.put(write.key(), write.value());
            return new LinKv.WriteOk();
        }
        if (request instanceof LinKv.Read read) {
            Object value = values.get(read.key());
            return value == null
                    ? new ErrorReply(ErrorCode.KEY_DOES_NOT_EXIST, "no such key")
                    : new LinKv.ReadOk(value);
        }
        LinKv.Cas cas = (LinKv.Cas) request;
        if (!cas.from().equals(values.get(cas.key()))) {
            return new ErrorReply(ErrorCode.PRECONDITION_FAILED, "another value");
        }
        values.put(cas.key(), cas.to());
        return new LinKv.CasOk();
    }
}

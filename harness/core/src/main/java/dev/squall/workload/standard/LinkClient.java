package dev.squall.workload.standard;

import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.node.Body;
import dev.squall.node.protocol.Links;
import java.util.List;

/**
 * Client that asks nodes to send messages and to flush. The value of a send is {@code [to message]}, and that of a
 * flush is nil.
 */
final class LinkClient implements Client {

    static final String SEND = "send";
    static final String FLUSH = "flush";

    @Override
    public Body request(Call call) {
        return switch (call.function()) {
            case SEND -> {
                List<?> toAndMessage = (List<?>) call.value();
                yield new Links.Send((String) toAndMessage.get(0), toAndMessage.get(1));
            }
            case FLUSH -> new Links.Flush();
            default -> throw new IllegalArgumentException("link has no function " + call.function());
        };
    }

    @Override
    public Completion complete(Call call, Body reply) {
        boolean isSend = call.function().equals(SEND);
        if (isSend ? reply instanceof Links.SendOk : reply instanceof Links.FlushOk) {
            return Completion.ok(call.value());
        }
        throw new UnexpectedReplyException(call.function(), reply, isSend ? "send_ok" : "flush_ok");
    }

    @Override
    public boolean isReadOnly(String function) {
        return function.equals(FLUSH);
    }
}

package dev.squall.workload.standard;

import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.node.Body;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.EventualMap;
import java.util.List;

/**
 * Client of the lin-kv protocol with deletes: {@code delete} of {@code [key nil]}. Each thread of the client stays at
 * one node.
 */
final class EventualMapClient implements Client {

    private final Client reader = new LinKvClient();

    @Override
    public Body request(Call call) {
        return call.function().equals("delete")
                ? new EventualMap.Delete(((List<?>) call.value()).get(0))
                : reader.request(call);
    }

    @Override
    public Completion complete(Call call, Body reply) {
        if (!call.function().equals("delete")) {
            return reader.complete(call, reply);
        }
        if (reply instanceof EventualMap.DeleteOk) {
            return Completion.ok(call.value());
        }
        throw new UnexpectedReplyException("delete", reply, "delete_ok");
    }

    @Override
    public Completion completeWithError(Call call, ErrorReply error) {
        return reader.completeWithError(call, error);
    }

    @Override
    public boolean isReadOnly(String function) {
        return reader.isReadOnly(function);
    }
}

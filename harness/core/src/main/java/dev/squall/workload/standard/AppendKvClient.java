package dev.squall.workload.standard;

import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.node.Body;
import dev.squall.node.protocol.AppendKv;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import java.util.List;

/** Client of the append-kv protocol. An operation's value is {@code [key string]}. */
final class AppendKvClient implements Client {

    @Override
    public Body request(Call call) {
        return isReadOnly(call.function())
                ? new LinKv.Read(key(call))
                : new AppendKv.Append(key(call), (String) ((List<?>) call.value()).get(1));
    }

    @Override
    public Completion complete(Call call, Body reply) {
        if (!isReadOnly(call.function())) {
            if (reply instanceof AppendKv.AppendOk) {
                return Completion.ok(call.value());
            }
            throw new UnexpectedReplyException("append", reply, "append_ok");
        }
        if (reply instanceof LinKv.ReadOk readOk && readOk.value() instanceof String) {
            return Completion.ok(List.of(key(call), readOk.value()));
        }
        throw new UnexpectedReplyException("read", reply, "read_ok with a string");
    }

    /**
     * Completes a get of a missing key with the empty string: a missing key is a valid result before the first append.
     */
    @Override
    public Completion completeWithError(Call call, ErrorReply error) {
        if (isReadOnly(call.function()) && error.code() == ErrorCode.KEY_DOES_NOT_EXIST.code()) {
            return Completion.ok(List.of(key(call), ""));
        }
        return Client.super.completeWithError(call, error);
    }

    @Override
    public boolean isReadOnly(String function) {
        return function.equals("get");
    }

    private static Object key(Call call) {
        return ((List<?>) call.value()).get(0);
    }
}

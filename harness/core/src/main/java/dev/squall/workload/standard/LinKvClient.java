package dev.squall.workload.standard;

import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.node.Body;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import java.util.Arrays;
import java.util.List;

/**
 * Client of the lin-kv protocol. An operation's value is {@code [key value]}, and that of a cas {@code [key [from
 * to]]}.
 */
class LinKvClient implements Client {

    @Override
    public Body request(Call call) {
        Object key = key(call);
        Object argument = argument(call);
        return switch (call.function()) {
            case "read" -> new LinKv.Read(key);
            case "write" -> new LinKv.Write(key, argument);
            case "cas" -> {
                List<?> fromTo = (List<?>) argument;
                yield new LinKv.Cas(key, fromTo.get(0), fromTo.get(1));
            }
            default -> throw new IllegalArgumentException("lin-kv has no function " + call.function());
        };
    }

    @Override
    public Completion complete(Call call, Body reply) {
        switch (call.function()) {
            case "read":
                if (reply instanceof LinKv.ReadOk readOk) {
                    return Completion.ok(Arrays.asList(key(call), readOk.value()));
                }
                throw new UnexpectedReplyException("read", reply, "read_ok");
            case "write":
                if (reply instanceof LinKv.WriteOk) {
                    return Completion.ok(call.value());
                }
                throw new UnexpectedReplyException("write", reply, "write_ok");
            default:
                if (reply instanceof LinKv.CasOk) {
                    return Completion.ok(call.value());
                }
                throw new UnexpectedReplyException("cas", reply, "cas_ok");
        }
    }

    /** Completes a read of a missing key with nil: a missing key is a valid result of a read, not a failure. */
    @Override
    public Completion completeWithError(Call call, ErrorReply error) {
        if (call.function().equals("read") && error.code() == ErrorCode.KEY_DOES_NOT_EXIST.code()) {
            return Completion.ok(Arrays.asList(key(call), null));
        }
        return Client.super.completeWithError(call, error);
    }

    @Override
    public boolean isReadOnly(String function) {
        return function.equals("read");
    }

    private static Object key(Call call) {
        return ((List<?>) call.value()).get(0);
    }

    private static Object argument(Call call) {
        return ((List<?>) call.value()).get(1);
    }
}

package dev.squall.workload.standard;

import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.node.Body;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.MultiValueMap;
import java.util.List;

/**
 * Client of multi-value registers. A {@code read} of {@code [key nil]} completes with {@code [key values]}, and a
 * {@code write} of {@code [key value]} with {@code [key value overwritten]}. Each thread of the client stays at one
 * node.
 */
final class MultiValueClient implements Client {

    private final Client reader = new LinKvClient();

    @Override
    public Body request(Call call) {
        return reader.request(call);
    }

    @Override
    public Completion complete(Call call, Body reply) {
        if (!call.function().equals("write")) {
            return reader.complete(call, reply);
        }
        if (reply instanceof MultiValueMap.WriteOk written) {
            List<?> keyed = (List<?>) call.value();
            return Completion.ok(List.of(keyed.get(0), keyed.get(1), written.overwritten()));
        }
        throw new UnexpectedReplyException("write", reply, "write_ok");
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

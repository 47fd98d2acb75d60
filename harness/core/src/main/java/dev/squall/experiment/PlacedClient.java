package dev.squall.experiment;

import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.generator.Call;
import dev.squall.node.Body;
import dev.squall.node.protocol.Error;
import java.util.List;

/** A client whose threads ask given nodes. */
record PlacedClient(Client client, List<String> nodeOfThread) implements Client {

    @Override
    public Body request(Call call) {
        return client.request(call);
    }

    @Override
    public Completion complete(Call call, Body reply) {
        return client.complete(call, reply);
    }

    @Override
    public boolean isReadOnly(String function) {
        return client.isReadOnly(function);
    }

    @Override
    public String node(int thread, List<String> nodeIds) {
        return nodeOfThread.get(thread);
    }

    @Override
    public Completion completeWithError(Call call, Error error) {
        return client.completeWithError(call, error);
    }

    @Override
    public Completion indefinite(Call call, String error) {
        return client.indefinite(call, error);
    }
}

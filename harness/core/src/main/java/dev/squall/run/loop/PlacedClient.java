package dev.squall.run.loop;

import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.generator.Call;
import dev.squall.node.Body;
import dev.squall.node.protocol.ErrorReply;
import java.util.ArrayList;
import java.util.List;

/**
 * Client whose threads send their requests to the nodes that a script names.
 *
 * @param nodesOfRequests for each thread, the node of each of its scripted operations
 * @param nodeOfThread for each thread, the node of all later operations
 */
record PlacedClient(Client client, List<List<String>> nodesOfRequests, List<String> nodeOfThread) implements Client {

    static Client of(Script script, Client client) {
        List<List<String>> nodes = new ArrayList<>();
        script.clients().forEach(thread -> nodes.add(new ArrayList<>()));
        script.operations().forEach(operation -> nodes.get(operation.client()).add(operation.node()));
        return new PlacedClient(client, nodes, script.clients());
    }

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
    public String node(Call call, long requestsBefore, List<String> nodeIds) {
        List<String> nodes = nodesOfRequests.get(call.thread());
        return requestsBefore < nodes.size() ? nodes.get((int) requestsBefore) : nodeOfThread.get(call.thread());
    }

    @Override
    public Completion completeWithError(Call call, ErrorReply error) {
        return client.completeWithError(call, error);
    }

    @Override
    public Completion indefinite(Call call, String error) {
        return client.indefinite(call, error);
    }
}

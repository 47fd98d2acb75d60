package dev.squall.testkit;

import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.StableRecord;
import dev.squall.world.ClusterObserver;
import dev.squall.world.simulated.SimulatedCluster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** All observable events of a virtual cluster so far. */
final class Observations implements ClusterObserver {

    private record NotedFact(int life, Fact fact) {}

    private record RequestId(String client, long messageId) {}

    private final SimulatedCluster cluster;
    private final Set<String> played;
    private final BiConsumer<String, Fact> observer;
    private final Map<String, List<NotedFact>> facts = new HashMap<>();
    private final Map<String, Integer> lives = new HashMap<>();
    private final List<Message> sent = new ArrayList<>();
    private final List<StableRecord> unsyncedWhenSending = new ArrayList<>();
    private final List<ClientRequest> requests = new ArrayList<>();
    private final Map<RequestId, ClientRequest> byId = new HashMap<>();
    private long stamps;

    Observations(SimulatedCluster cluster, Set<String> played, BiConsumer<String, Fact> observer) {
        this.cluster = cluster;
        this.played = played;
        this.observer = observer;
        cluster.nodeIds().forEach(nodeId -> facts.put(nodeId, new ArrayList<>()));
    }

    @Override
    public void onReply(Message reply) {
        ClientRequest request = byId.get(new RequestId(reply.destination(), reply.inReplyTo()));
        if (request != null) {
            request.complete(reply.body(), stamps++);
        }
    }

    @Override
    public void onFact(String nodeId, int life, Fact fact) {
        facts.get(nodeId).add(new NotedFact(life, fact));
        observer.accept(nodeId, fact);
    }

    @Override
    public void onLifeEnd(String nodeId, int life, boolean whole) {
        lives.put(nodeId, life + 1);
    }

    @Override
    public void onMessage(MessageEvent event, long messageNumber, Message message) {
        String sender = message.source();
        boolean isOfANode = !message.isFromClient() && !played.contains(sender);
        if (event != MessageEvent.SENT || !isOfANode || sender.equals(message.destination())) {
            return;
        }
        sent.add(message);
        if (cluster.hasUnsyncedWrites(sender)) {
            unsyncedWhenSending.addAll(cluster.unsyncedRecords(sender));
        }
    }

    ClientRequest open(Message message) {
        ClientRequest request = new ClientRequest(message, stamps++);
        requests.add(request);
        byId.put(new RequestId(message.source(), message.messageId()), request);
        return request;
    }

    List<ClientRequest> requests() {
        return List.copyOf(requests);
    }

    List<Message> takeSent() {
        List<Message> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    List<StableRecord> unsyncedWhenSending() {
        return List.copyOf(unsyncedWhenSending);
    }

    List<Fact> facts(String nodeId, int fromLife) {
        return facts.get(nodeId).stream()
                .filter(noted -> noted.life() >= fromLife)
                .map(NotedFact::fact)
                .toList();
    }

    /** Returns the number of the node's present life, or of its next life if the node is down. */
    int life(String nodeId) {
        return lives.getOrDefault(nodeId, 0);
    }
}

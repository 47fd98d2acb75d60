package dev.squall.lectures.raft;

import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.NodeProgram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * A cluster under virtual time. Its network loses, duplicates and reorders messages between nodes on demand. Clients'
 * links are fast and have no faults. {@link RaftInvariants} checks every fact of a node at once.
 */
final class TestCluster {

    /** A client's request, and its reply if there was one. The stamps order all requests and replies. */
    static final class Request {
        final Message message;
        final long invokedAt;
        long completedAt = Long.MAX_VALUE;
        Body reply;

        private Request(Message message, long invokedAt) {
            this.message = message;
            this.invokedAt = invokedAt;
        }
    }

    final VirtualTime time = new VirtualTime();
    final RaftInvariants invariants = new RaftInvariants();
    final Map<String, TestNode> nodes = new LinkedHashMap<>();
    final List<Request> requests = new ArrayList<>();
    final List<Message> sent = new ArrayList<>();
    private final Map<String, Request> unanswered = new LinkedHashMap<>();
    private final Set<String> cutLinks = new LinkedHashSet<>();
    private final SplittableRandom random;
    private double loss;
    private double duplication;
    private double straggling;
    private long latencyMicrosMax = 2_000;
    private long stamps;
    private long messageIds;

    TestCluster(NodeProgram program, int size, long seed, Map<String, String> options) {
        random = new SplittableRandom(seed);
        List<String> nodeIds = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            nodeIds.add("n" + i);
        }
        for (String nodeId : nodeIds) {
            TestNode node = new TestNode(nodeId, nodeIds, program, options, time, random.split(), this::transmit);
            node.observe(fact -> invariants.check(nodeId, fact));
            nodes.put(nodeId, node);
        }
        nodes.values().forEach(TestNode::start);
    }

    TestNode node(String nodeId) {
        return nodes.get(nodeId);
    }

    // ---- Time

    void run(long millis) {
        runUntil(() -> false, millis);
    }

    /** Runs until the condition holds, for at most this many milliseconds. Returns true if it holds. */
    boolean runUntil(BooleanSupplier condition, long millis) {
        long untilNanos = time.nowNanos() + millis * 1_000_000;
        boolean[] over = {false};
        time.schedule(untilNanos - time.nowNanos(), () -> over[0] = true);
        while (!condition.getAsBoolean()) {
            if (over[0] || !time.step(untilNanos)) {
                return false;
            }
        }
        return true;
    }

    // ---- Faults

    void network(double lossChance, double duplicationChance, long latencyMillisMax) {
        loss = lossChance;
        duplication = duplicationChance;
        latencyMicrosMax = latencyMillisMax * 1_000;
    }

    /** Makes this share of the messages take up to twenty times as long as the others. */
    void stragglers(double chance) {
        straggling = chance;
    }

    void cut(String from, String to) {
        cutLinks.add(from + ">" + to);
    }

    /** Cuts the links between these nodes and all others, in both directions. */
    void separate(String... group) {
        Set<String> inside = Set.of(group);
        for (String one : nodes.keySet()) {
            for (String other : nodes.keySet()) {
                if (inside.contains(one) != inside.contains(other)) {
                    cut(one, other);
                }
            }
        }
    }

    void heal() {
        cutLinks.clear();
    }

    private void transmit(Message message) {
        if (Message.isClient(message.destination())) {
            complete(message);
            return;
        }
        sent.add(message);
        deliverCopy(message);
        if (duplication > 0 && random.nextDouble() < duplication) {
            deliverCopy(message);
        }
    }

    private void deliverCopy(Message message) {
        if (loss > 0 && random.nextDouble() < loss) {
            return;
        }
        boolean straggler = straggling > 0 && random.nextDouble() < straggling;
        long latencyMicros = random.nextLong(latencyMicrosMax + 1) * (straggler ? 20 : 1);
        time.schedule(latencyMicros * 1_000, () -> {
            if (!cutLinks.contains(message.source() + ">" + message.destination())) {
                node(message.destination()).receive(message);
            }
        });
    }

    // ---- Clients

    Request request(String client, String nodeId, Body body) {
        Message message = new Message(client, nodeId, messageIds++, Message.NO_ID, body);
        Request request = new Request(message, stamps++);
        requests.add(request);
        unanswered.put(client + "/" + message.messageId(), request);
        time.schedule(0, () -> node(nodeId).receive(message));
        return request;
    }

    /** Returns the reply to a request, null if there is none within a second. */
    Body ask(String client, String nodeId, Body body) {
        Request request = request(client, nodeId, body);
        runUntil(() -> request.reply != null, 1_000);
        return request.reply;
    }

    private void complete(Message reply) {
        Request request = unanswered.remove(reply.destination() + "/" + reply.inReplyTo());
        if (request != null) {
            request.reply = reply.body();
            request.completedAt = stamps++;
        }
    }

    // ---- Observations

    /** Returns the node that believes to lead in the highest term, null if there is none. */
    String leader() {
        String leader = null;
        long leaderTerm = 0;
        for (String nodeId : nodes.keySet()) {
            long term = node(nodeId).isUp() ? invariants.leadingTerm(nodeId) : 0;
            if (term > leaderTerm) {
                leader = nodeId;
                leaderTerm = term;
            }
        }
        return leader;
    }

    /** Waits until a quorum of the nodes follows one leader, and returns its name. */
    String awaitLeader() {
        boolean elected = runUntil(() -> leader() != null, 10_000);
        if (!elected) {
            throw new AssertionError("no leader within ten seconds");
        }
        run(100);
        return leader();
    }
}

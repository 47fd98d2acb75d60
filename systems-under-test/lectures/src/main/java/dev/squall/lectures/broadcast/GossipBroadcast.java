package dev.squall.lectures.broadcast;

import dev.squall.lectures.broadcast.BroadcastMessages.Gossip;
import dev.squall.lectures.broadcast.BroadcastMessages.Rumour;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.protocol.BroadcastFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gossip directly over the network: in each round, a node sends its recent messages to some random nodes (lecture 4.3;
 * Demers and others, 1987). A node sends each message for a fixed number of rounds after its first receipt.
 *
 * <p>If each node sends a message in one round only, to f nodes, the message reaches a share p of the nodes, where p =
 * 1 - e^(-f p). If f is ln n + c, the message reaches all nodes with probability e^(-e^(-c)) (Kermarrec, Massoulie and
 * Ganesh, 2003). If nodes send a message in many rounds, a fan-out of 1 is enough, and the message reaches all nodes in
 * about log2 n + ln n rounds (Pittel, 1987).
 */
public class GossipBroadcast implements Broadcast {

    /** A message that the node still sends in each round. */
    private static final class Active {
        private Rumour rumour;
        private int roundsLeft;

        private Active(Rumour rumour, int roundsLeft) {
            this.rumour = rumour;
            this.roundsLeft = roundsLeft;
        }

        /** Returns the message with its round incremented by 1. */
        private Rumour inNextRound() {
            rumour = new Rumour(rumour.sender(), rumour.number(), rumour.round() + 1, rumour.message());
            roundsLeft--;
            return rumour;
        }
    }

    private final Environment environment;
    private final BroadcastOptions options;
    private final Receiver above;
    private final Map<String, Set<Long>> heard = new LinkedHashMap<>();
    private final List<Active> active = new ArrayList<>();
    private long sentCount;

    public GossipBroadcast(Environment environment, BroadcastOptions options, Receiver above) {
        this.environment = environment;
        this.options = options;
        this.above = above;
    }

    @Override
    public final void start() {
        environment.setTimer(options.roundMillis(), this::periodically);
    }

    @Override
    public final void broadcast(Object message) {
        sentCount++;
        onRumour(new Rumour(environment.nodeId(), sentCount, 0, message));
    }

    private void periodically() {
        environment.setTimer(options.roundMillis(), this::periodically);
        if (active.isEmpty()) {
            return;
        }
        List<Rumour> rumours = new ArrayList<>(active.size());
        for (Active each : active) {
            rumours.add(each.inNextRound());
        }
        active.removeIf(each -> each.roundsLeft == 0);
        List<String> peers = randomPeers(options.fanOut());
        for (String peer : peers) {
            environment.send(peer, new Gossip(rumours));
        }
        environment.journal(new BroadcastFacts.Copied((long) peers.size() * rumours.size()));
    }

    private List<String> randomPeers(int count) {
        List<String> others = new ArrayList<>(environment.nodeIds());
        others.remove(environment.nodeId());
        int chosen = Math.min(count, others.size());
        for (int i = 0; i < chosen; i++) {
            Collections.swap(others, i, i + environment.random().nextInt(others.size() - i));
        }
        return others.subList(0, chosen);
    }

    private void onRumour(Rumour rumour) {
        Set<Long> numbers = heard.computeIfAbsent(rumour.sender(), sender -> new HashSet<>());
        if (numbers.add(rumour.number())) {
            active.add(new Active(rumour, options.rounds()));
            environment.journal(new BroadcastFacts.Reached(rumour.message(), rumour.round()));
            above.deliver(rumour.sender(), rumour.message());
        }
    }

    @Override
    public final void receive(Message message) {
        if (message.body() instanceof Gossip gossip) {
            gossip.rumours().forEach(this::onRumour);
        }
    }
}

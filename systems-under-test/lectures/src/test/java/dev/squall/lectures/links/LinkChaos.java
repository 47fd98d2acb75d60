package dev.squall.lectures.links;

import dev.squall.fault.ActiveFault;
import dev.squall.fault.PacketFault;
import dev.squall.node.Fact;
import dev.squall.node.protocol.LinkFacts;
import dev.squall.node.protocol.Links;
import dev.squall.testkit.VirtualCluster;
import dev.squall.world.Latency;
import dev.squall.world.WriteLoss;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Two nodes that send to each other over a fair-loss network, with crashes if asked for. The network may lose,
 * duplicate and reorder every message. At the end all faults stop.
 */
final class LinkChaos {

    private static final int STEPS = 150;
    private static final long CALM_MILLIS = 2_500;
    private static final Latency LATENCY = new Latency(2_000_000, Latency.Distribution.UNIFORM);
    private static final long REORDERING_NANOS = 100_000_000;

    private final SplittableRandom random;
    private final boolean crashes;
    private final VirtualCluster cluster;
    private long lastMessage;

    LinkChaos(LinkProgram program, long seed, boolean crashes) {
        random = new SplittableRandom(seed);
        this.crashes = crashes;
        cluster = VirtualCluster.of(program).size(2).seed(seed).latency(LATENCY).start();
    }

    /** @return the errors found at the end, empty if there are none */
    List<String> run(boolean inOrder) {
        List<ActiveFault> faults = List.of(
                disturb(PacketFault.Kind.LOSS, 20),
                disturb(PacketFault.Kind.DUPLICATION, 20),
                disturb(PacketFault.Kind.REORDERING, 50));
        for (int i = 0; i < STEPS; i++) {
            step(random.nextBoolean() ? "n1" : "n2");
        }
        faults.forEach(fault -> fault.undo(() -> {}));
        cluster.run(CALM_MILLIS);
        List<String> wrong = new ArrayList<>();
        judge("n1", "n2", inOrder, wrong);
        judge("n2", "n1", inOrder, wrong);
        return wrong;
    }

    private ActiveFault disturb(PacketFault.Kind kind, int perCent) {
        return cluster.inject(new PacketFault(kind, perCent, REORDERING_NANOS, random.nextLong(), Map.of()));
    }

    private void step(String node) {
        int choice = random.nextInt(100);
        if (choice < 40) {
            cluster.request("c0", node, new Links.Send(node.equals("n1") ? "n2" : "n1", ++lastMessage));
        } else if (choice < 46 && crashes) {
            cluster.crash(node, anyLoss());
        } else if (choice < 52 && crashes) {
            cluster.crashAtNextSync(node, anyLoss());
        } else {
            cluster.run(random.nextInt(20));
        }
    }

    private WriteLoss anyLoss() {
        return WriteLoss.values()[random.nextInt(WriteLoss.values().length)];
    }

    private void judge(String sender, String receiver, boolean inOrder, List<String> wrong) {
        List<Long> accepted = new ArrayList<>();
        Set<Long> sent = new HashSet<>();
        for (Fact fact : cluster.facts(sender)) {
            if (fact instanceof LinkFacts.Accepted noted) {
                accepted.add((Long) noted.message());
            } else if (fact instanceof LinkFacts.Sent noted) {
                sent.add((Long) noted.message());
            }
        }
        List<Long> delivered = deliveries(receiver);
        if (!delivered.containsAll(accepted)) {
            wrong.add("lost: delivered " + delivered + " of " + accepted);
        }
        if (!sent.containsAll(delivered)) {
            wrong.add("created: delivered " + delivered + " of " + sent);
        }
        if (new HashSet<>(delivered).size() < delivered.size()) {
            wrong.add("duplicated: delivered " + delivered);
        }
        if (inOrder && !delivered.equals(delivered.stream().sorted().toList())) {
            wrong.add("out of order: delivered " + delivered);
        }
    }

    private List<Long> deliveries(String receiver) {
        List<Long> delivered = new ArrayList<>();
        for (Fact fact : cluster.facts(receiver)) {
            if (fact instanceof LinkFacts.Delivered noted) {
                delivered.add((Long) noted.message());
            } else if (fact instanceof LinkFacts.Recovered recovered) {
                recovered.delivered().stream()
                        .map(message -> (Long) message.message())
                        .filter(message -> !delivered.contains(message))
                        .forEach(delivered::add);
            }
        }
        return delivered;
    }
}

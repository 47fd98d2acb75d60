package dev.squall.lectures.links;

import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.protocol.LinkFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Two nodes that send to each other over a fair-loss network, with crashes if asked for. The network may lose,
 * duplicate and reorder every message. At the end all faults stop.
 */
final class LinkChaos {

    private static final int STEPS = 150;
    private static final int CALM_ROUNDS = 50;

    private final SplittableRandom random;
    private final boolean crashes;
    private final List<Message> network = new ArrayList<>();
    private final TestHost n1;
    private final TestHost n2;
    private long lastMessage;

    LinkChaos(LinkProgram program, long seed, boolean crashes) {
        random = new SplittableRandom(seed);
        this.crashes = crashes;
        n1 = new TestHost("n1", List.of("n1", "n2"), program);
        n2 = new TestHost("n2", List.of("n1", "n2"), program);
    }

    /** @return the errors found at the end, empty if there are none */
    List<String> run(boolean inOrder) {
        for (int i = 0; i < STEPS; i++) {
            step(random.nextBoolean() ? n1 : n2);
            collect();
        }
        for (int i = 0; i < CALM_ROUNDS; i++) {
            n1.tick();
            n2.tick();
            collect();
            while (!network.isEmpty()) {
                arrive(network.remove(0));
                collect();
            }
        }
        List<String> wrong = new ArrayList<>();
        judge(n1, n2, inOrder, wrong);
        judge(n2, n1, inOrder, wrong);
        return wrong;
    }

    private void step(TestHost node) {
        int choice = random.nextInt(100);
        if (choice < 30) {
            node.send(node == n1 ? "n2" : "n1", ++lastMessage);
        } else if (choice < 40) {
            node.tick();
        } else if (choice < 46 && crashes) {
            node.crash(random.nextInt(3));
        } else if (choice < 52 && crashes) {
            node.crashAtNextSync(random.nextInt(3));
        } else if (!network.isEmpty()) {
            Message any = network.remove(random.nextInt(network.size()));
            if (choice < 90) {
                arrive(any);
            }
            if (choice >= 80 && choice < 90) {
                network.add(any);
            }
        }
    }

    private void arrive(Message message) {
        (message.destination().equals("n1") ? n1 : n2).receive(message);
    }

    private void collect() {
        for (TestHost node : List.of(n1, n2)) {
            node.takeSent().stream()
                    .filter(message -> !Message.isClient(message.destination()))
                    .forEach(network::add);
        }
    }

    private static void judge(TestHost sender, TestHost receiver, boolean inOrder, List<String> wrong) {
        List<Long> accepted = new ArrayList<>();
        Set<Long> sent = new HashSet<>();
        for (Fact fact : sender.facts) {
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

    private static List<Long> deliveries(TestHost receiver) {
        List<Long> delivered = new ArrayList<>();
        for (Fact fact : receiver.facts) {
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

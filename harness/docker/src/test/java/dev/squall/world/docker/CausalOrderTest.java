package dev.squall.world.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.wire.Control;
import dev.squall.world.realtime.NodeOutput;
import dev.squall.world.realtime.RealTimeNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CausalOrderTest {

    private final Map<String, RealTimeNode> nodes = new HashMap<>();
    /** What was passed on: the node and the message's destination or line. */
    private final List<String> passedOn = new ArrayList<>();
    /** Number of sendings that were passed on, by the sender's node and life. */
    private final Map<String, Long> sent = new HashMap<>();

    private final NodeOutput.Switch next = new NodeOutput.Switch() {
        @Override
        public void onMessage(RealTimeNode sender, int life, Message message, String line) {
            passedOn.add(sender.nodeId() + life + " " + line);
            if (line.startsWith("sent")) {
                sent.merge(sender.nodeId() + life, 1L, Long::sum);
            }
        }

        @Override
        public void onOddity(RealTimeNode sender, String kind, Supplier<String> words) {
            passedOn.add(sender.nodeId() + " odd");
        }

        @Override
        public void onEnd(RealTimeNode node, int life) {
            passedOn.add(node.nodeId() + life + " ended");
        }
    };

    private final CausalOrder order =
            new CausalOrder(next, key -> sent.getOrDefault(key.sender() + key.life(), 0L) > key.number());

    private RealTimeNode node(String nodeId) {
        return nodes.computeIfAbsent(nodeId, id -> new RealTimeNode(id, null, null, null, null, null));
    }

    private void report(String nodeId, int life, String line, Body body) {
        Message message = new Message(nodeId, Control.HARNESS, Message.NO_ID, Message.NO_ID, body);
        order.onMessage(node(nodeId), life, message, line);
    }

    private void sent(String nodeId, int life) {
        report(nodeId, life, "sent", new RelayProgram.Word("hello"));
    }

    private void fact(String nodeId, String words) {
        report(nodeId, 0, words, new RelayProgram.Word(words));
    }

    private void received(String nodeId, String sender, int senderLife, long number) {
        report(nodeId, 0, "received", new Control.SquallReceived(sender, senderLife, number));
    }

    @Test
    void receiptAndAllAfterItWaitForTheSending() {
        received("n2", "n1", 0, 0);
        fact("n2", "stored");
        fact("n1", "written");
        sent("n1", 0);
        fact("n1", "done");

        assertThat(passedOn).containsExactly("n10 written", "n10 sent", "n20 received", "n20 stored", "n10 done");
    }

    @Test
    void receiptWaitsForItsOwnSendingNotForAnEarlierOne() {
        sent("n1", 0);
        received("n2", "n1", 0, 1);
        received("n3", "n1", 0, 0);
        sent("n1", 0);

        assertThat(passedOn).containsExactly("n10 sent", "n30 received", "n10 sent", "n20 received");
    }

    @Test
    void endOfTheSendersLifeReleasesTheReceipt() {
        received("n2", "n1", 1, 0);
        order.onEnd(node("n1"), 0);
        assertThat(passedOn).containsExactly("n10 ended");

        order.onEnd(node("n1"), 1);

        assertThat(passedOn).containsExactly("n10 ended", "n11 ended", "n20 received");
    }

    @Test
    void endOfALifeWaitsBehindItsReceipt() {
        received("n2", "n1", 0, 0);
        order.onEnd(node("n2"), 0);
        assertThat(passedOn).isEmpty();

        sent("n1", 0);

        assertThat(passedOn).containsExactly("n10 sent", "n20 received", "n20 ended");
    }

    @Test
    void oddityIsPassedOnAtOnce() {
        received("n2", "n1", 0, 0);
        order.onOddity(node("n2"), "src", () -> "");

        assertThat(passedOn).containsExactly("n2 odd");
    }

    /** One report of a random execution. */
    private record Event(String node, String sender, long number) {

        private boolean isReceipt() {
            return number >= 0 && !node.equals(sender);
        }
    }

    @Property(tries = 500)
    void everyReportIsPassedOnAfterItsCauses(@ForAll Random random) {
        CausalOrderTest run = new CausalOrderTest();
        List<Deque<Event>> streams = execution(random, 4, 60);
        int count = streams.stream().mapToInt(Deque::size).sum();

        while (streams.stream().anyMatch(stream -> !stream.isEmpty())) {
            Event event = streams.get(random.nextInt(streams.size())).poll();
            if (event != null) {
                Body body = event.isReceipt()
                        ? new Control.SquallReceived(event.sender(), 0, event.number())
                        : new RelayProgram.Word("hello");
                String line = (event.isReceipt() ? "received " : event.number() < 0 ? "fact " : "sent ")
                        + event.sender() + " " + event.number();
                run.report(event.node(), 0, line, body);
            }
        }

        assertThat(run.passedOn).hasSize(count);
        Set<String> sendings = new HashSet<>();
        for (String line : run.passedOn) {
            String[] words = line.split(" ");
            if (words[1].equals("sent")) {
                sendings.add(words[2] + " " + words[3]);
            } else if (words[1].equals("received")) {
                assertThat(sendings).contains(words[2] + " " + words[3]);
            }
        }
    }

    /** Returns what each node reports in a random execution, in which each message arrives at most once. */
    private static List<Deque<Event>> execution(Random random, int nodes, int steps) {
        List<Deque<Event>> streams = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            streams.add(new ArrayDeque<>());
        }
        long[] sent = new long[nodes];
        List<Event> inFlight = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            int node = random.nextInt(nodes);
            String name = "n" + node;
            switch (random.nextInt(3)) {
                case 0 -> streams.get(node).add(new Event(name, name, -1));
                case 1 -> {
                    Event sending = new Event(name, name, sent[node]++);
                    streams.get(node).add(sending);
                    inFlight.add(sending);
                }
                default -> {
                    if (!inFlight.isEmpty()) {
                        Event sending = inFlight.remove(random.nextInt(inFlight.size()));
                        if (!sending.node().equals(name)) {
                            streams.get(node).add(new Event(name, sending.node(), sending.number()));
                        }
                    }
                }
            }
        }
        return streams;
    }
}

package dev.squall.lectures.eventual;

import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.NodeProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Three nodes whose messages wait until the test delivers or drops them. */
final class PlayedCluster {

    private static final List<String> IDS = List.of("n1", "n2", "n3");

    final PlayedNode n1;
    final PlayedNode n2;
    final PlayedNode n3;
    private final List<PlayedNode> nodes;

    PlayedCluster(NodeProgram program) {
        this(program, Map.of());
    }

    PlayedCluster(NodeProgram program, Map<String, String> options) {
        nodes = IDS.stream()
                .map(id -> new PlayedNode(id, IDS, program, options))
                .toList();
        n1 = nodes.get(0);
        n2 = nodes.get(1);
        n3 = nodes.get(2);
    }

    List<PlayedNode> nodes() {
        return nodes;
    }

    /** Drops all waiting messages. */
    void drop() {
        nodes.forEach(node -> node.sent.clear());
    }

    /** Delivers all waiting messages, and the messages that follow from them. */
    void deliver() {
        boolean any = true;
        while (any) {
            any = false;
            for (PlayedNode node : nodes) {
                while (!node.sent.isEmpty()) {
                    Message message = node.sent.removeFirst();
                    nodes.get(IDS.indexOf(message.destination())).receive(message);
                    any = true;
                }
            }
        }
    }

    /** Runs as many rounds of anti-entropy as every pair of nodes needs to meet. */
    void reconcile() {
        for (int round = 1; round < nodes.size(); round++) {
            nodes.forEach(PlayedNode::fireTimer);
            deliver();
        }
    }

    /** Returns each node's answer to a request. */
    List<Body> answers(Body request) {
        List<Body> answers = new ArrayList<>();
        nodes.forEach(node -> answers.add(node.ask(request)));
        return answers;
    }
}

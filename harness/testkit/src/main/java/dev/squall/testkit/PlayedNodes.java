package dev.squall.testkit;

import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Program for the nodes that a test plays, which do nothing by themselves. The program keeps the environments of these
 * nodes, so that the test can send messages in their names.
 */
final class PlayedNodes implements NodeProgram {

    private static final class SilentNode implements Node {

        @Override
        public void start() {}

        @Override
        public void receive(Message message) {}
    }

    private final NodeProgram program;
    private final Set<String> played;
    private final Map<String, Environment> environments = new LinkedHashMap<>();

    PlayedNodes(NodeProgram program, Set<String> played) {
        this.program = program;
        this.played = played;
    }

    @Override
    public Node create(Environment environment, Map<String, String> options) {
        if (!played.contains(environment.nodeId())) {
            return program.create(environment, options);
        }
        environments.put(environment.nodeId(), environment);
        return new SilentNode();
    }

    @Override
    public Vocabulary vocabulary() {
        return program.vocabulary();
    }

    Environment environment(String nodeId) {
        if (!environments.containsKey(nodeId)) {
            throw new IllegalArgumentException(
                    "the test does not play " + nodeId + "; expected one of " + environments.keySet());
        }
        return environments.get(nodeId);
    }
}

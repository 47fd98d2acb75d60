package dev.squall.mutate.counting;

import dev.squall.lectures.links.ReliableLinkProgram;
import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import java.util.Map;

/** Nodes with a reliable link, which count to three before they begin. */
public final class CountingProgram implements NodeProgram {

    private final NodeProgram link = new ReliableLinkProgram();

    @Override
    public Node create(Environment environment, Map<String, String> options) {
        countToThree();
        return link.create(environment, options);
    }

    private static long countToThree() {
        long count = 0;
        while (count < 3) {
            count = count + 1;
        }
        return count;
    }

    @Override
    public Vocabulary vocabulary() {
        return link.vocabulary();
    }
}

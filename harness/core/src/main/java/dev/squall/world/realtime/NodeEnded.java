package dev.squall.world.realtime;

import dev.squall.node.Fact;
import dev.squall.node.Vocabulary;
import java.util.List;

/**
 * Fact that a node of somebody else's ended without having been killed, after it had served. The harness notes this
 * fact; the node stays down for the rest of the run.
 *
 * @param words the end in words that follow the node's name, with the exit code
 * @param lastWords last lines that the node wrote to its standard error
 */
public record NodeEnded(String words, List<String> lastWords) implements Fact {

    /** This fact alone. */
    public static final Vocabulary VOCABULARY = new Vocabulary(List.of(), List.of(), List.of(NodeEnded.class));

    public NodeEnded {
        lastWords = List.copyOf(lastWords);
    }
}

package dev.squall.lectures.text;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.broadcast.BroadcastOptions;
import dev.squall.lectures.broadcast.BroadcastProgram;
import dev.squall.lectures.broadcast.CausalBroadcast;
import dev.squall.lectures.broadcast.LeaderTotalOrderBroadcast;
import dev.squall.lectures.links.FifoLink;
import dev.squall.lectures.links.LinkMessages;
import dev.squall.lectures.links.LinkOptions;
import dev.squall.lectures.links.ReliableLink;
import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.BroadcastFacts;
import java.util.List;
import java.util.Map;

/** Editors' nodes with one algorithm, with the options of {@link BroadcastOptions#of}. */
public abstract class TextProgram implements NodeProgram {

    private static final Vocabulary VOCABULARY = new Vocabulary(
                    List.of(LinkMessages.Data.class, LinkMessages.Ack.class),
                    List.of(),
                    List.of(
                            BroadcastFacts.Copied.class,
                            TextFacts.Inserting.class,
                            TextFacts.Deleting.class,
                            TextFacts.Applied.class))
            .withBodies(TextMessages.VOCABULARY);

    @Override
    public final Node create(Environment environment, Map<String, String> options) {
        return new TextNode(environment, newText(environment, BroadcastOptions.of(options)));
    }

    /** Creates the text of a node. */
    protected abstract SharedText<?> newText(Environment environment, BroadcastOptions options);

    @Override
    public final Vocabulary vocabulary() {
        return VOCABULARY;
    }

    /**
     * Creates a reliable broadcast. No editor crashes in this model, so best-effort broadcast over reliable links is
     * reliable, and sends a fifth of the messages of eager broadcast in a cluster of five nodes.
     */
    public static Broadcast reliable(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
        return BroadcastProgram.bestEffort(environment, options, above);
    }

    /** Creates a causal broadcast. */
    public static Broadcast causal(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
        return new CausalBroadcast(environment, upper -> reliable(environment, options, upper), above);
    }

    /** Creates a total order broadcast by the first node, the sequencing server. */
    public static Broadcast totalOrder(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
        LinkOptions links = new LinkOptions(options.retransmissionMillis());
        return new LeaderTotalOrderBroadcast(
                environment,
                receiver -> new FifoLink(upper -> new ReliableLink(environment, links, upper), receiver),
                above);
    }

    /** The text CRDT of the lecture, over causal broadcast. */
    public static class Positions extends TextProgram {
        @Override
        protected SharedText<?> newText(Environment environment, BroadcastOptions options) {
            return new PositionText(environment, above -> causal(environment, options, above));
        }
    }

    /** Fugue, over causal broadcast. */
    public static final class Fugue extends TextProgram {
        @Override
        protected SharedText<?> newText(Environment environment, BroadcastOptions options) {
            return new FugueText(environment, above -> causal(environment, options, above));
        }
    }

    /** Operational transformation, over total order broadcast. */
    public static class Transformation extends TextProgram {
        @Override
        protected SharedText<?> newText(Environment environment, BroadcastOptions options) {
            return new TransformedText(environment, above -> totalOrder(environment, options, above));
        }
    }
}

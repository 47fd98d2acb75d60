package dev.squall.lectures.links;

import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.LinkFacts;
import dev.squall.node.protocol.Links;
import java.util.List;
import java.util.Map;

/**
 * Nodes that send messages to each other over links of one kind, with the options of {@link LinkOptions#of}. A flawed
 * variant is a subclass of a link's program, and its link overrides one method.
 */
public abstract class LinkProgram implements NodeProgram {

    private static final Vocabulary VOCABULARY = new Vocabulary(
                    List.of(
                            LinkMessages.Data.class,
                            LinkMessages.Sealed.class,
                            LinkMessages.Ack.class,
                            LinkMessages.CumulativeAck.class),
                    List.of(
                            LinkRecords.MessageSent.class,
                            LinkRecords.Acknowledged.class,
                            LinkRecords.MessageDelivered.class,
                            LinkRecords.Counters.class),
                    LinkFacts.ALL)
            .withBodies(Links.VOCABULARY);

    @Override
    public final Node create(Environment environment, Map<String, String> options) {
        LinkOptions linkOptions = LinkOptions.of(options);
        return new LinkNode(environment, above -> newLink(environment, linkOptions, above));
    }

    /** Creates the link of a node. */
    protected abstract Link newLink(Environment environment, LinkOptions options, Link.Receiver above);

    @Override
    public final Vocabulary vocabulary() {
        return VOCABULARY;
    }
}

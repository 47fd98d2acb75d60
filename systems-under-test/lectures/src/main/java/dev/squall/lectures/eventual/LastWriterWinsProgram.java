package dev.squall.lectures.eventual;

import dev.squall.lectures.eventual.EventualRecords.ClockReached;
import dev.squall.lectures.eventual.EventualRecords.ItemStored;
import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.EventualMap;
import java.util.List;
import java.util.Map;

/**
 * The last-writer-wins map, with the options of {@link EventualOptions#of}. A flawed variant is a subclass with nodes
 * that override one method.
 */
public class LastWriterWinsProgram implements NodeProgram {

    private static final Vocabulary VOCABULARY = new Vocabulary(
                    List.of(
                            LastWriterWinsMessages.Update.class,
                            LastWriterWinsMessages.Digest.class,
                            LastWriterWinsMessages.Difference.class),
                    List.of(ItemStored.class, ClockReached.class),
                    List.of())
            .withBodies(EventualMap.VOCABULARY);

    @Override
    public final Node create(Environment environment, Map<String, String> options) {
        return newNode(environment, EventualOptions.of(options));
    }

    /** Creates a node of the map. */
    protected Node newNode(Environment environment, EventualOptions options) {
        return new LastWriterWinsNode(environment, options);
    }

    @Override
    public final Vocabulary vocabulary() {
        return VOCABULARY;
    }
}

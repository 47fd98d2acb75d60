package dev.squall.lectures.eventual;

import dev.squall.lectures.eventual.EventualRecords.VersionStored;
import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.MultiValueMap;
import java.util.List;
import java.util.Map;

/** The map of multi-value registers, with the options of {@link EventualOptions#of}. */
public class MultiValueProgram implements NodeProgram {

    private static final Vocabulary VOCABULARY = new Vocabulary(
                    List.of(
                            MultiValueMessages.Update.class,
                            MultiValueMessages.Digest.class,
                            MultiValueMessages.Difference.class),
                    List.of(VersionStored.class),
                    List.of())
            .withBodies(MultiValueMap.VOCABULARY);

    @Override
    public final Node create(Environment environment, Map<String, String> options) {
        return newNode(environment, EventualOptions.of(options));
    }

    /** Creates a node of the map. */
    protected Node newNode(Environment environment, EventualOptions options) {
        return new MultiValueNode(environment, options);
    }

    @Override
    public final Vocabulary vocabulary() {
        return VOCABULARY;
    }
}

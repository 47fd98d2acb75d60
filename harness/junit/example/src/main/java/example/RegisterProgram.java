package example;

import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.LinKv;
import java.util.List;
import java.util.Map;

/** Program of {@link RegisterNode}s. It has no options. */
public class RegisterProgram implements NodeProgram {

    @Override
    public Node create(Environment environment, Map<String, String> options) {
        if (!options.isEmpty()) {
            throw new IllegalArgumentException("the options are " + options + "; expected none");
        }
        return new RegisterNode(environment);
    }

    @Override
    public Vocabulary vocabulary() {
        return new Vocabulary(List.of(RegisterNode.Request.class), List.of(RegisterNode.Stored.class), List.of())
                .withBodies(LinKv.VOCABULARY);
    }
}

package dev.squall.lectures.rpc;

import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import java.util.List;
import java.util.Map;

/**
 * The counter service, with the options of {@link RpcOptions#of}. A flawed variant of the service overrides the
 * creation of the server.
 */
public class RpcProgram implements NodeProgram {

    private static final Vocabulary VOCABULARY = new Vocabulary(
                    List.of(),
                    List.of(
                            RpcRecords.StubLife.class,
                            RpcRecords.Incremented.class,
                            RpcRecords.Counter.class,
                            RpcRecords.Answered.class),
                    RpcFacts.ALL)
            .withBodies(RpcMessages.VOCABULARY);

    @Override
    public final Node create(Environment environment, Map<String, String> options) {
        RpcOptions rpcOptions = RpcOptions.of(options);
        return new RpcNode(environment, new ClientStub(environment, rpcOptions), newServer(environment));
    }

    /** Creates the server of the counter. */
    protected CounterServer newServer(Environment environment) {
        return new CounterServer(environment);
    }

    @Override
    public final Vocabulary vocabulary() {
        return VOCABULARY;
    }
}

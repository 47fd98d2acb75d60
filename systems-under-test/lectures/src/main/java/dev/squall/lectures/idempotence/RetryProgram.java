package dev.squall.lectures.idempotence;

import dev.squall.lectures.crdt.CrdtMessages;
import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import java.util.List;
import java.util.Map;

/** Nodes with a set or a counter behind retries, without options. A flawed variant creates another store. */
public abstract class RetryProgram implements NodeProgram {

    private final Vocabulary vocabulary;

    /** @param requests the clients' requests and replies */
    private RetryProgram(Vocabulary requests) {
        vocabulary = new Vocabulary(
                        List.of(RetryMessages.Request.class, RetryMessages.Response.class),
                        List.of(),
                        List.of(RetryMessages.Executed.class))
                .withBodies(requests);
    }

    @Override
    public final Node create(Environment environment, Map<String, String> options) {
        if (!options.isEmpty()) {
            throw new IllegalArgumentException(
                    "found the options " + options.keySet() + "; expected none, because retries have no options");
        }
        return new RetryNode(environment, newStore());
    }

    /** Creates the state of the server. */
    protected abstract Store newStore();

    @Override
    public final Vocabulary vocabulary() {
        return vocabulary;
    }

    /** A set with timestamps and tombstones. */
    public static class OfSet extends RetryProgram {
        public OfSet() {
            super(CrdtMessages.SETS);
        }

        @Override
        protected Store newStore() {
            return new TimestampedSet();
        }
    }

    /** A counter as the set of its increments. */
    public static class OfCounter extends RetryProgram {
        public OfCounter() {
            super(CrdtMessages.COUNTERS);
        }

        @Override
        protected Store newStore() {
            return new CounterOfIncrements();
        }
    }
}

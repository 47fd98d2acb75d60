package dev.squall.lectures.rpc;

import dev.squall.lectures.rpc.RpcMessages.RequestId;
import dev.squall.node.Fact;
import java.util.List;

/** Facts that the analysis of the counter service reads. */
public final class RpcFacts {

    /** The facts of this class. */
    public static final List<Class<? extends Fact>> ALL = List.of(Executed.class, Recovered.class);

    private RpcFacts() {}

    /**
     * The server has executed an increment. The increment is on stable storage, and the server has not responded yet.
     */
    public record Executed(RequestId request, Object increment) implements Fact {}

    /**
     * The content of the server's stable storage at the beginning of a life. A crash may lose the fact of the last
     * execution; the fact of the recovery then takes its place.
     *
     * @param counter the number of executed increments
     * @param executed executed increments that are still in the server's table
     */
    public record Recovered(long counter, List<Executed> executed) implements Fact {

        public Recovered {
            executed = List.copyOf(executed);
        }
    }
}

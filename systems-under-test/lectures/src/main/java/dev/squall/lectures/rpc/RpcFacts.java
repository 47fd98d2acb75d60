package dev.squall.lectures.rpc;

import dev.squall.lectures.rpc.RpcMessages.RequestId;
import dev.squall.node.Fact;
import java.util.List;

/** Facts by which the counter service is judged. */
public final class RpcFacts {

    /** The facts of this class. */
    public static final List<Class<? extends Fact>> ALL = List.of(Executed.class, Recovered.class);

    private RpcFacts() {}

    /** The server has executed an increment. It is stable, and no response has left the server. */
    public record Executed(RequestId request, Object increment) implements Fact {}

    /**
     * The content of the server's stable storage at the beginning of a life. A crash may lose the fact of the last
     * execution, and this fact replaces it.
     *
     * @param counter the number of executed increments
     * @param executed requests whose responses the server still keeps
     */
    public record Recovered(long counter, List<Executed> executed) implements Fact {

        public Recovered {
            executed = List.copyOf(executed);
        }
    }
}

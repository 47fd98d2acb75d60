package dev.squall.lectures.rpc;

import dev.squall.lectures.rpc.RpcMessages.RequestId;
import dev.squall.node.StableRecord;

/** Records of stubs and of the server on stable storage. The state is the effect of the records in order. */
public final class RpcRecords {

    private RpcRecords() {}

    /** The stub of this node begins a life. */
    public record StubLife(long life) implements StableRecord {}

    /**
     * The server has executed an increment.
     *
     * @param counter the counter after it, which is also the result of the call
     */
    public record Incremented(RequestId id, long unansweredFrom, Object increment, long counter)
            implements StableRecord {}

    /** The counter, after the increments that were forgotten. */
    public record Counter(long counter) implements StableRecord {}

    /** The stub of this life has the response of every call below a number. */
    public record Answered(String stub, long life, long unansweredFrom) implements StableRecord {}
}

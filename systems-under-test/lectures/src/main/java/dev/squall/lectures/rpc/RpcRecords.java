package dev.squall.lectures.rpc;

import dev.squall.lectures.rpc.RpcMessages.RequestId;
import dev.squall.node.StableRecord;

/** Records of stubs and of the server on stable storage. Replaying all records in order restores the state. */
public final class RpcRecords {

    private RpcRecords() {}

    /** The stub of this node begins a life. */
    public record StubLife(long life) implements StableRecord {}

    /**
     * The server has executed an increment.
     *
     * @param counter value of the counter after the increment, which is also the result of the call
     */
    public record Incremented(RequestId id, long unansweredFrom, Object increment, long counter)
            implements StableRecord {}

    /** Value of the counter after all increments that compaction removed from storage. */
    public record Counter(long counter) implements StableRecord {}

    /** The stub of this life has the response of every call below a number. */
    public record Answered(String stub, long life, long unansweredFrom) implements StableRecord {}
}

package dev.squall.lectures.rpc.flawed;

import dev.squall.lectures.rpc.CounterServer;
import dev.squall.lectures.rpc.ExecutedCalls;
import dev.squall.lectures.rpc.RpcProgram;
import dev.squall.node.Environment;
import dev.squall.node.StableRecord;

/**
 * A server whose counter survives a crash, and whose table of executed calls does not.
 *
 * <p>Wrong: after a restart a retry looks like a new call. The table must be as stable as its calls' effects (lecture
 * 5.1).
 *
 * <p>Shows: an increment that is executed twice.
 *
 * <p>By: a restart of the server between an execution and the last copy of its request.
 */
public final class TableInMemory extends RpcProgram {

    @Override
    protected CounterServer newServer(Environment environment) {
        return new CounterServer(environment) {
            @Override
            protected void recoverTable(ExecutedCalls table, StableRecord stored) {}
        };
    }
}

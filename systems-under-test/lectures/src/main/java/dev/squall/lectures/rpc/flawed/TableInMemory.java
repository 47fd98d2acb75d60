package dev.squall.lectures.rpc.flawed;

import dev.squall.lectures.rpc.CounterServer;
import dev.squall.lectures.rpc.ExecutedCalls;
import dev.squall.lectures.rpc.RpcProgram;
import dev.squall.node.Environment;
import dev.squall.node.StableRecord;

/**
 * A server that keeps the counter on stable storage, but the table of executed calls in memory only.
 *
 * <p>Flaw: after a restart a retry looks like a new call. The table must be as stable as its calls' effects (lecture
 * 5.1).
 *
 * <p>Symptom: an increment that is executed twice.
 *
 * <p>Trigger: a restart of the server between an execution and the last copy of its request.
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

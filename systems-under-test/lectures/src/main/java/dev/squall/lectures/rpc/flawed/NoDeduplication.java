package dev.squall.lectures.rpc.flawed;

import dev.squall.lectures.rpc.CounterServer;
import dev.squall.lectures.rpc.ExecutedCalls;
import dev.squall.lectures.rpc.RpcMessages.Request;
import dev.squall.lectures.rpc.RpcProgram;
import dev.squall.node.Environment;

/**
 * A server that executes every request that arrives.
 *
 * <p>Wrong: a stub that has no response cannot tell a lost request from a lost response, and retries both (lecture
 * 5.1). An increment is not idempotent.
 *
 * <p>Shows: an increment that is executed twice.
 *
 * <p>By: a duplicated request, or a response that is lost or late.
 */
public final class NoDeduplication extends RpcProgram {

    @Override
    protected CounterServer newServer(Environment environment) {
        return new CounterServer(environment) {
            @Override
            protected boolean isNew(ExecutedCalls table, Request request) {
                return true;
            }
        };
    }
}

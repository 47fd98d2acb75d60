package dev.squall.lectures.rpc.flawed;

import dev.squall.lectures.rpc.CounterServer;
import dev.squall.lectures.rpc.ExecutedCalls;
import dev.squall.lectures.rpc.RpcMessages.Request;
import dev.squall.lectures.rpc.RpcProgram;
import dev.squall.node.Environment;

/**
 * A server that executes every request that arrives.
 *
 * <p>Flaw: a stub without a response cannot distinguish a lost request from a lost response, so the stub retries in
 * both cases (lecture 5.1). An increment is not idempotent.
 *
 * <p>Symptom: an increment that is executed twice.
 *
 * <p>Trigger: a duplicated request, or a response that is lost or late.
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

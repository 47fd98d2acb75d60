package dev.squall.lectures.rpc.flawed;

import dev.squall.lectures.rpc.CounterServer;
import dev.squall.lectures.rpc.ExecutedCalls;
import dev.squall.lectures.rpc.RpcMessages.Request;
import dev.squall.lectures.rpc.RpcProgram;
import dev.squall.node.Environment;

/**
 * A server that keeps only the last executed call of each stub.
 *
 * <p>Flaw: a stub has several calls in progress. After the server has executed a later call, the stub may still retry
 * an earlier call that lost its response.
 *
 * <p>Symptom: an increment that is executed twice.
 *
 * <p>Trigger: a response that is lost or late while the same stub makes another call.
 */
public final class TableCutTooEarly extends RpcProgram {

    @Override
    protected CounterServer newServer(Environment environment) {
        return new CounterServer(environment) {
            @Override
            protected void cutTable(ExecutedCalls table, Request request) {
                table.forgetAllButLast(request.id().stub());
            }
        };
    }
}

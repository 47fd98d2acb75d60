package dev.squall.lectures.rpc.flawed;

import dev.squall.lectures.rpc.CounterServer;
import dev.squall.lectures.rpc.ExecutedCalls;
import dev.squall.lectures.rpc.RpcMessages.Request;
import dev.squall.lectures.rpc.RpcProgram;
import dev.squall.node.Environment;

/**
 * A server that keeps only the last executed call of each stub.
 *
 * <p>Wrong: a stub has several calls under way. It may still retry one whose response was lost, after a later call was
 * executed.
 *
 * <p>Shows: an increment that is executed twice.
 *
 * <p>By: a response that is lost or late while the same stub makes another call.
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

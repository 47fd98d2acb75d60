package dev.squall.lectures.rpc;

import dev.squall.lectures.rpc.RpcMessages.Request;
import dev.squall.lectures.rpc.RpcMessages.Response;
import dev.squall.lectures.rpc.RpcRecords.Counter;
import dev.squall.lectures.rpc.RpcRecords.Incremented;
import dev.squall.lectures.rpc.RpcRecords.StubLife;
import dev.squall.node.Environment;
import dev.squall.node.StableRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Server of the counter (lectures 1.3 and 5.1). In the crash-recovery model, the server executes each increment at most
 * once. Each record on stable storage holds both the counter and an entry of the table of executed calls. A retry of an
 * executed call gets the same response again.
 */
public class CounterServer {

    /** Number of superfluous records above which the server compacts its storage. */
    private static final int SUPERFLUOUS_RECORDS_MAX = 1_000;

    private final Environment environment;
    private final ExecutedCalls executed = new ExecutedCalls();
    private long counter;
    private int recordCount;

    public CounterServer(Environment environment) {
        this.environment = environment;
    }

    /** Handles initialisation or recovery from a crash. */
    final void start(List<StableRecord> records) {
        recordCount = records.size();
        for (StableRecord stored : records) {
            if (stored instanceof Incremented call) {
                counter = call.counter();
            } else if (stored instanceof Counter compacted) {
                counter = compacted.counter();
            }
            recoverTable(executed, stored);
        }
        environment.journal(new RpcFacts.Recovered(
                counter,
                executed.all().stream()
                        .map(call -> new RpcFacts.Executed(call.id(), call.increment()))
                        .toList()));
    }

    /** Applies a record of stable storage to the table of executed calls. */
    protected void recoverTable(ExecutedCalls table, StableRecord stored) {
        table.recover(stored);
    }

    /**
     * Handles a request. The server does not respond to a call that is over, because its stub no longer waits for the
     * response.
     */
    final void onRequest(Request request) {
        if (request.increment() == null) {
            environment.send(request.id().stub(), new Response(request.id(), counter));
            return;
        }
        if (isNew(executed, request)) {
            execute(request);
        }
        Incremented call = executed.find(request.id());
        if (call != null) {
            environment.send(request.id().stub(), new Response(request.id(), call.counter()));
        }
        cutTable(executed, request);
    }

    /** Returns true if the server has not executed the call before. */
    protected boolean isNew(ExecutedCalls table, Request request) {
        return !table.isOver(request.id()) && table.find(request.id()) == null;
    }

    /** Increments the counter. The counter and the table entry are on stable storage before the server responds. */
    private void execute(Request request) {
        counter++;
        Incremented call = new Incremented(request.id(), request.unansweredFrom(), request.increment(), counter);
        executed.add(call);
        environment.storage().append(call);
        environment.storage().sync();
        recordCount++;
        environment.journal(new RpcFacts.Executed(request.id(), request.increment()));
    }

    /** Removes calls from the table that no retry or late copy of a request can execute again. */
    protected void cutTable(ExecutedCalls table, Request request) {
        table.forgetAnswered(request);
        compact();
    }

    /** Replaces the records with the needed ones, if many records are superfluous. */
    private void compact() {
        if (recordCount <= SUPERFLUOUS_RECORDS_MAX
                || recordCount <= SUPERFLUOUS_RECORDS_MAX + executed.all().size()) {
            return;
        }
        List<StableRecord> records = new ArrayList<>();
        records.add(new StubLife(ClientStub.lastLife(environment.storage().read())));
        records.addAll(executed.toRecords());
        records.add(new Counter(counter));
        environment.storage().replace(records);
        recordCount = records.size();
    }
}

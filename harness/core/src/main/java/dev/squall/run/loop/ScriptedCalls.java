package dev.squall.run.loop;

import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Step;
import dev.squall.run.loop.Script.ScriptedOperation;
import java.util.ArrayList;
import java.util.List;

/** Generator of the operations of a script, each client's in order. The generator ends with the safety phase. */
final class ScriptedCalls implements Generator {

    private final List<List<ScriptedOperation>> byClient;
    /** Number of operations that each client has begun. */
    private final int[] begun;

    private final long endNanos;

    private ScriptedCalls(List<List<ScriptedOperation>> byClient, int[] begun, long endNanos) {
        this.byClient = byClient;
        this.begun = begun;
        this.endNanos = endNanos;
    }

    static Generator of(Script script, long endNanos) {
        List<List<ScriptedOperation>> byClient = new ArrayList<>();
        script.clients().forEach(client -> byClient.add(new ArrayList<>()));
        script.operations()
                .forEach(operation -> byClient.get(operation.client()).add(operation));
        return new ScriptedCalls(byClient, new int[byClient.size()], endNanos);
    }

    @Override
    public Step next(Context context) {
        if (context.nowNanos() >= endNanos) {
            return Step.DONE;
        }
        ScriptedOperation next = null;
        for (int client : context.freeThreads()) {
            if (begun[client] < byClient.get(client).size()) {
                ScriptedOperation first = byClient.get(client).get(begun[client]);
                next = next == null || first.atNanos() < next.atNanos() ? first : next;
            }
        }
        if (next == null || next.atNanos() > context.nowNanos()) {
            return new Step.Later(next == null ? endNanos : Math.min(next.atNanos(), endNanos), this);
        }
        int[] after = begun.clone();
        after[next.client()]++;
        return new Step.Emit(
                new Call(next.client(), next.function(), next.value()), new ScriptedCalls(byClient, after, endNanos));
    }
}

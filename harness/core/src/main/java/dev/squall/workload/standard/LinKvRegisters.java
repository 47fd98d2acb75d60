package dev.squall.workload.standard;

import dev.squall.client.Client;
import dev.squall.generator.Call;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.history.Operation;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.LinKv;
import dev.squall.workload.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Base of workloads on registers: lin-kv's message types, a read as the probe, and a final read of each key. */
abstract class LinKvRegisters implements Workload {

    @Override
    public final Vocabulary vocabulary() {
        return LinKv.VOCABULARY;
    }

    @Override
    public Client client() {
        return new LinKvClient();
    }

    @Override
    public final Generator probe() {
        return Generators.forever(context -> new Call(0, "read", keyed(0L, null)));
    }

    @Override
    public final Generator finalReads(List<Operation> operationsSoFar) {
        TreeSet<Long> keys = new TreeSet<>();
        for (Operation operation : operationsSoFar) {
            if (operation.isClient()) {
                keys.add((Long) ((List<?>) operation.value()).get(0));
            }
        }
        List<Generator> reads = new ArrayList<>();
        for (Long key : keys) {
            reads.add(Generators.once("read", keyed(key, null)));
        }
        return Generators.sequence(reads);
    }

    private static List<Object> keyed(Long key, Object value) {
        return Arrays.asList(key, value);
    }
}

package dev.squall.workload.standard;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.client.Client;
import dev.squall.generator.Call;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import java.util.List;

/**
 * Workload in which each client has keys that no other client writes, and reads them at another node than it writes
 * them (lecture 5.2). A read must return the client's last acknowledged write, or a write that may have taken effect
 * after it.
 */
final class ReadYourWritesWorkload extends LinKvRegisters {

    static final int CALLS_PER_KEY = 100;

    @Override
    public String name() {
        return "read-your-writes";
    }

    @Override
    public String description() {
        return "each client reads and writes keys of its own; must see what it has written";
    }

    @Override
    public Client client() {
        return new RoamingClient();
    }

    @Override
    public Generator generator(int concurrency) {
        return Generators.independent(1, key -> Generators.limit(CALLS_PER_KEY, new UniqueWrites()));
    }

    @Override
    public List<Checker> checkers() {
        return List.of(new ReadYourWrites(), new Statistics());
    }

    /** Client that reads at the node after the one that it writes to. */
    private static final class RoamingClient extends LinKvClient {

        @Override
        public String node(Call call, long requestsBefore, List<String> nodeIds) {
            return node(isReadOnly(call.function()) ? call.thread() + 1 : call.thread(), nodeIds);
        }
    }
}

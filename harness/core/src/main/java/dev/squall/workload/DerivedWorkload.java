package dev.squall.workload;

import dev.squall.client.Client;
import dev.squall.generator.Generator;
import dev.squall.history.Operation;
import java.util.List;

/** A workload with the requests and reads of another workload, and a judgement of its own. */
public interface DerivedWorkload extends Workload {

    /** Returns the other workload. */
    Workload base();

    @Override
    default Client client() {
        return base().client();
    }

    @Override
    default Generator generator(int concurrency) {
        return base().generator(concurrency);
    }

    @Override
    default Generator probe() {
        return base().probe();
    }

    @Override
    default Generator finalReads(List<Operation> operationsSoFar) {
        return base().finalReads(operationsSoFar);
    }
}

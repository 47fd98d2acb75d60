package dev.squall.junit;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.client.Client;
import dev.squall.generator.Generator;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.node.Vocabulary;
import dev.squall.workload.Workload;
import dev.squall.workload.standard.RegisterWorkload;
import java.util.List;
import java.util.Map;

/** The register workload with a checker whose verdict is always unknown. */
final class UndecidableWorkload implements Workload {

    private final Workload register = new RegisterWorkload();

    @Override
    public String name() {
        return "undecidable";
    }

    @Override
    public String description() {
        return "reads and writes of which nothing is known";
    }

    @Override
    public Vocabulary vocabulary() {
        return register.vocabulary();
    }

    @Override
    public Client client() {
        return register.client();
    }

    @Override
    public Generator generator(int concurrency) {
        return register.generator(concurrency);
    }

    @Override
    public Generator probe() {
        return register.probe();
    }

    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return register.finalReads(operationsSoFar);
    }

    @Override
    public List<Checker> checkers() {
        return List.of(new Checker() {
            @Override
            public String name() {
                return "undecidable";
            }

            @Override
            public Verdict check(History history, Budget budget) {
                return Verdict.unknown(name(), "gave up at once", Map.of());
            }
        });
    }
}

package dev.squall.lectures.detectors;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.history.Operation;
import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.Detectors;
import dev.squall.workload.JournalAnalysis;
import dev.squall.workload.Promise;
import dev.squall.workload.Workload;
import java.util.List;

/**
 * Workload of requests for the set of suspected nodes. The analysis checks the detectors by the {@linkplain Detectors
 * facts} in the journals. After healing, the network stays without faults for longer than the periods in which accuracy
 * is checked.
 */
final class DetectorWorkload implements Workload {

    static final String NAME = "failure-detector";

    private static final String SUSPECTS = "suspects";
    private static final long CALM_NANOS = DetectorJournal.JUDGED_NANOS + 2 * DetectorJournal.PERIOD_NANOS;
    private static final Client CLIENT = new SuspectsClient();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "ask nodes whom they suspect; every crashed node must be suspected, and in the end no live one";
    }

    @Override
    public Vocabulary vocabulary() {
        return Detectors.VOCABULARY;
    }

    @Override
    public Client client() {
        return CLIENT;
    }

    @Override
    public Generator generator(int concurrency) {
        return probe();
    }

    @Override
    public Generator probe() {
        return Generators.forever(context -> new Call(context.anyFreeThread(), SUSPECTS, null));
    }

    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return Generators.sequence(List.of(
                Generators.sleep(CALM_NANOS, CALM_NANOS),
                Generators.eachThread(Generators.limit(
                        1, Generators.forever(context -> new Call(context.anyFreeThread(), SUSPECTS, null))))));
    }

    @Override
    public List<Checker> checkers() {
        return List.of(new Statistics());
    }

    @Override
    public List<Promise> promises() {
        return List.of(Promise.of(DetectorJournal.COMPLETENESS));
    }

    @Override
    public JournalAnalysis journalAnalysis(List<String> nodes) {
        return DetectorJournal.eventuallyPerfect(nodes);
    }

    private static final class SuspectsClient implements Client {

        @Override
        public Body request(Call call) {
            return new Detectors.Suspects();
        }

        @Override
        public Completion complete(Call call, Body reply) {
            if (reply instanceof Detectors.SuspectsOk suspects) {
                return Completion.ok(suspects.nodes());
            }
            throw new UnexpectedReplyException(call.function(), reply, "suspects_ok");
        }

        @Override
        public boolean isReadOnly(String function) {
            return true;
        }
    }
}

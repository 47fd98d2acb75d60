package dev.squall.lectures.clocks;

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
import dev.squall.node.protocol.Timekeeping;
import dev.squall.workload.JournalAnalysis;
import dev.squall.workload.Promise;
import dev.squall.workload.Workload;
import java.util.List;
import java.util.function.Function;

/**
 * Workload of one repeated request. The analysis checks the facts in the nodes' journals.
 *
 * @param function name of the operation
 * @param request request of every operation
 * @param reply class of the reply
 * @param properties names of the properties that every run checks
 * @param analysis factory of the analysis of journals, from the names of the nodes
 */
record ClockWorkload(
        String name,
        String description,
        String function,
        Body request,
        Class<? extends Body> reply,
        List<String> properties,
        Function<List<String>, JournalAnalysis> analysis)
        implements Workload {

    static final ClockWorkload LEASE = new ClockWorkload(
            "lease",
            "act as holder of a lease; no two nodes may act as holder at the same time",
            "use",
            new Timekeeping.Use(),
            Timekeeping.UseOk.class,
            List.of(LeaseJournal.ONE_HOLDER),
            LeaseJournal::new);

    static final ClockWorkload OFFSET = new ClockWorkload(
            "clock-offset",
            "estimate the offset of the server's clock; the error must stay within its bound",
            "offset",
            new Timekeeping.Offset(),
            Timekeeping.OffsetOk.class,
            List.of(OffsetJournal.BOUND, OffsetJournal.CORRECTIONS),
            OffsetJournal::new);

    static final ClockWorkload QUESTIONS = new ClockWorkload(
            "questions",
            "ask other nodes questions; timestamps must agree with causality and with the order of each log",
            "ask",
            new Timekeeping.Ask(),
            Timekeeping.AskOk.class,
            List.of(LogJournal.CAUSALITY, LogJournal.ORDER),
            LogJournal::new);

    @Override
    public Vocabulary vocabulary() {
        return Timekeeping.VOCABULARY;
    }

    @Override
    public Client client() {
        return new Client() {
            @Override
            public Body request(Call call) {
                return request;
            }

            @Override
            public Completion complete(Call call, Body answer) {
                if (!reply.isInstance(answer)) {
                    throw new UnexpectedReplyException(call.function(), answer, Vocabulary.wireType(reply));
                }
                return Completion.ok(
                        answer instanceof Timekeeping.OffsetOk offset
                                ? List.of(offset.offsetNanos(), offset.boundNanos())
                                : null);
            }

            @Override
            public boolean isReadOnly(String name) {
                return false;
            }
        };
    }

    @Override
    public Generator generator(int concurrency) {
        return probe();
    }

    @Override
    public Generator probe() {
        return Generators.forever(context -> new Call(0, function, null));
    }

    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return Generators.nothing();
    }

    @Override
    public List<Checker> checkers() {
        return List.of(new Statistics());
    }

    @Override
    public List<Promise> promises() {
        return properties.stream().map(Promise::of).toList();
    }

    @Override
    public JournalAnalysis journalAnalysis(List<String> nodes) {
        return analysis.apply(nodes);
    }
}

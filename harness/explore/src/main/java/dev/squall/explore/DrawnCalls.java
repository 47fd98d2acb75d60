package dev.squall.explore;

import dev.squall.experiment.Experiment;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Step;
import dev.squall.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Operations that a workload's own generator draws for the clients in turn. */
public final class DrawnCalls {

    private static final int STEPS_MAX = 10_000;
    private static final long MILLISECOND_NANOS = 1_000_000L;

    private DrawnCalls() {}

    /**
     * Returns the operations of each client; the same for the same experiment.
     *
     * @param operations number of operations of all clients together
     * @throws IllegalArgumentException if the generator ends before; the message is one sentence
     */
    public static List<List<Call>> draw(Experiment experiment, Workload workload, int operations) {
        int clients = experiment.concurrency();
        List<List<Call>> calls = new ArrayList<>();
        List<Integer> threads = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            calls.add(new ArrayList<>());
            threads.add(client);
        }
        Generator generator = workload.generator(clients);
        RandomGenerator random = experiment.randomSeed().stream("generator");
        int drawn = 0;
        for (int steps = 0; drawn < operations; steps++) {
            List<Integer> free = List.of(threads.get(drawn % clients));
            Step step =
                    generator.next(new Context(steps * MILLISECOND_NANOS, threads, free, random, experiment.nodeIds()));
            if (step instanceof Step.Emit emit) {
                generator = emit.rest();
                calls.get(emit.call().thread()).add(emit.call());
                drawn++;
            } else if (step instanceof Step.Later later && steps < STEPS_MAX) {
                generator = later.rest();
            } else {
                throw new IllegalArgumentException("the workload " + workload.name() + " has only " + drawn
                        + " operations for " + clients + " clients; expected --operations " + drawn + " or fewer");
            }
        }
        return calls;
    }
}

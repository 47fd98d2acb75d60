package dev.squall.workload.maelstrom;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.convergence.Replicas;
import dev.squall.check.convergence.SetConvergence;
import dev.squall.check.convergence.StableLatency;
import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.generator.Step;
import dev.squall.history.Operation;
import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.Broadcasts;
import dev.squall.workload.Workload;
import dev.squall.workload.WorkloadOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Workload of broadcasts and reads. Every node is told its neighbours first. Every acknowledged message must end in the
 * set of every node; {@link StableLatency} measures how long that takes.
 *
 * @param settleSeconds time to settle after healing, in seconds
 */
record BroadcastWorkload(Topology topology, int settleSeconds) implements Workload {

    static final BroadcastWorkload DEFAULT = new BroadcastWorkload(Topology.GRID, ReplicatedWorkload.SETTLE_SECONDS);

    private static final String TOPOLOGY = "topology";
    private static final String BROADCAST = "broadcast";
    private static final String READ = "read";
    private static final Checker FINAL_CHECKER = new SetConvergence(Replicas.named());

    @Override
    public String name() {
        return BROADCAST;
    }

    @Override
    public String description() {
        return "broadcast messages from every node; every acknowledged message ends in every node's set";
    }

    @Override
    public boolean measuresMessages() {
        return true;
    }

    @Override
    public Vocabulary vocabulary() {
        return new Vocabulary(List.copyOf(Broadcasts.VOCABULARY.bodies().values()), List.of(), List.of());
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(TOPOLOGY, "neighbours that nodes are told: " + Topology.NAMES + " (grid)");
        all.put(ReplicatedWorkload.SETTLE, ReplicatedWorkload.SETTLE_MEANING);
        return all;
    }

    @Override
    public Workload with(Map<String, String> values) {
        WorkloadOptions options = new WorkloadOptions(values);
        return new BroadcastWorkload(
                Topology.named(options.word(TOPOLOGY, DEFAULT.topology.optionName(), Topology.names())),
                options.whole(
                        ReplicatedWorkload.SETTLE, DEFAULT.settleSeconds, 0, ReplicatedWorkload.SETTLE_SECONDS_MAX));
    }

    @Override
    public Client client() {
        return new BroadcastClient(topology);
    }

    @Override
    public Generator generator(int concurrency) {
        return new Messages(0, 0);
    }

    @Override
    public Generator probe() {
        return Generators.forever(context -> new Call(0, READ, null));
    }

    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return new SettlingReads(operationsSoFar, FINAL_CHECKER, TimeUnit.SECONDS.toNanos(settleSeconds));
    }

    @Override
    public List<Checker> checkers() {
        return List.of(FINAL_CHECKER, new StableLatency(), new Statistics());
    }

    /**
     * Generator that sends each node the topology, and then broadcasts and reads.
     *
     * @param told number of nodes that were sent the topology
     * @param number number of the next message
     */
    private record Messages(int told, long number) implements Generator {

        @Override
        public Step next(Context context) {
            if (context.freeThreads().isEmpty()) {
                return new Step.Later(Long.MAX_VALUE, this);
            }
            int thread = context.anyFreeThread();
            if (told < context.nodeIds().size()) {
                Call call = new Call(thread, TOPOLOGY, context.nodeIds().get(told));
                return new Step.Emit(call, new Messages(told + 1, number));
            }
            return context.random().nextBoolean()
                    ? new Step.Emit(new Call(thread, READ, null), this)
                    : new Step.Emit(new Call(thread, BROADCAST, number), new Messages(told, number + 1));
        }
    }

    /** Client whose requests of the topology go to the node that they name. One for each run. */
    private static final class BroadcastClient implements Client {

        private final Topology topology;
        private volatile List<String> nodes = List.of();

        BroadcastClient(Topology topology) {
            this.topology = topology;
        }

        @Override
        public String node(Call call, long requestsBefore, List<String> nodeIds) {
            nodes = nodeIds;
            return call.function().equals(TOPOLOGY) ? (String) call.value() : node(call.thread(), nodeIds);
        }

        @Override
        public Body request(Call call) {
            return switch (call.function()) {
                case TOPOLOGY -> new Broadcasts.Topology(topology.neighbours(nodes));
                case BROADCAST -> new Broadcasts.Broadcast(call.value());
                case READ -> new Broadcasts.Read();
                default -> throw new IllegalArgumentException("broadcast has no function " + call.function());
            };
        }

        @Override
        public Completion complete(Call call, Body reply) {
            if (call.function().equals(READ) && reply instanceof Broadcasts.ReadOk read) {
                return Completion.ok(read.messages());
            } else if (call.function().equals(BROADCAST) && reply instanceof Broadcasts.BroadcastOk
                    || call.function().equals(TOPOLOGY) && reply instanceof Broadcasts.TopologyOk) {
                return Completion.ok(call.value());
            }
            throw new UnexpectedReplyException(call.function(), reply, call.function() + "_ok");
        }

        @Override
        public boolean isReadOnly(String function) {
            return !function.equals(BROADCAST);
        }
    }
}

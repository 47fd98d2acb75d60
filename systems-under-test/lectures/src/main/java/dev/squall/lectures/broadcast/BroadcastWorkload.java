package dev.squall.lectures.broadcast;

import static dev.squall.check.delivery.BroadcastProperty.AGREEMENT;
import static dev.squall.check.delivery.BroadcastProperty.CAUSAL_ORDER;
import static dev.squall.check.delivery.BroadcastProperty.FIFO_ORDER;
import static dev.squall.check.delivery.BroadcastProperty.NO_CREATION;
import static dev.squall.check.delivery.BroadcastProperty.NO_DUPLICATION;
import static dev.squall.check.delivery.BroadcastProperty.TOTAL_ORDER;
import static dev.squall.check.delivery.BroadcastProperty.VALIDITY;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.delivery.BroadcastProperty;
import dev.squall.check.journal.CrashContract;
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
import dev.squall.workload.JournalAnalysis;
import dev.squall.workload.Promise;
import dev.squall.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Workload that broadcasts messages, numbered 1, 2, 3, ..., from every node with a client. The analysis checks
 * deliveries by the {@linkplain dev.squall.node.protocol.BroadcastFacts facts} in the journals.
 *
 * @param name the name of the workload
 * @param order phrase for the required order of delivery in the workload's description; empty if any order is allowed
 * @param orders properties of the required order of delivery, for a system without an analysis of its own
 */
public record BroadcastWorkload(String name, String order, List<BroadcastProperty> orders) implements Workload {

    static final String BROADCAST = "broadcast";
    private static final String READ = "read";
    private static final String TOPOLOGY = "topology";

    /** Time in nanoseconds for messages to arrive after healing, before the run ends. */
    private static final long DELIVERY_NANOS = 5_000_000_000L;

    private static final int READ_ONE_IN = 4;

    private static final List<BroadcastProperty> BASE = List.of(VALIDITY, NO_DUPLICATION, NO_CREATION);

    /** Workload that allows any order of delivery. */
    public static final Workload UNORDERED = new BroadcastWorkload(BROADCAST, "", List.of());

    /** All workloads: the unordered one first, then one for each required order of delivery. */
    static final List<Workload> ALL = List.of(
            UNORDERED,
            new BroadcastWorkload("broadcast-fifo", ", in FIFO order", List.of(FIFO_ORDER)),
            new BroadcastWorkload("broadcast-causal", ", in causal order", List.of(CAUSAL_ORDER)),
            new BroadcastWorkload("broadcast-total-order", ", in the same order", List.of(TOTAL_ORDER)));

    @Override
    public String description() {
        return "broadcast messages from every node; all nodes must deliver each once" + order;
    }

    @Override
    public Vocabulary vocabulary() {
        return Broadcasts.VOCABULARY;
    }

    @Override
    public Client client() {
        return new BroadcastClient();
    }

    @Override
    public Generator generator(int concurrency) {
        return new Messages(0, 1);
    }

    @Override
    public Generator probe() {
        return Generators.forever(context -> new Call(0, READ, null));
    }

    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return Generators.sequence(List.of(
                Generators.sleep(DELIVERY_NANOS, DELIVERY_NANOS), Generators.eachThread(Generators.once(READ, null))));
    }

    @Override
    public List<Checker> checkers() {
        return List.of(new Statistics());
    }

    @Override
    public List<Promise> promises() {
        List<BroadcastProperty> promised = new ArrayList<>(BASE);
        promised.addAll(orders);
        return promised.stream().map(property -> Promise.of(property.checker())).toList();
    }

    /** Returns an analysis for the crash-stop model, in which a killed node stays faulty forever. */
    @Override
    public JournalAnalysis journalAnalysis(List<String> nodes) {
        List<BroadcastProperty> claimed = new ArrayList<>(BASE);
        claimed.add(AGREEMENT);
        claimed.addAll(orders);
        return new BroadcastJournal(nodes, CrashContract.CRASH_STOP, claimed);
    }

    /**
     * Generator that first sends each client's node the topology. Afterwards, the generator emits broadcasts and reads
     * in the ratio of 3 to 1.
     *
     * @param told number of clients that have sent the topology
     * @param number number of the next message
     */
    private record Messages(int told, long number) implements Generator {

        @Override
        public Step next(Context context) {
            if (context.freeThreads().isEmpty()) {
                return new Step.Later(Long.MAX_VALUE, this);
            }
            List<String> nodeIds = context.nodeIds();
            if (told < nodeIds.size() && context.freeThreads().contains(told)) {
                return new Step.Emit(new Call(told, TOPOLOGY, grid(nodeIds)), new Messages(told + 1, number));
            }
            int thread = context.anyFreeThread();
            return context.random().nextInt(READ_ONE_IN) == 0
                    ? new Step.Emit(new Call(thread, READ, null), this)
                    : new Step.Emit(new Call(thread, BROADCAST, number), new Messages(told, number + 1));
        }

        /** Returns the neighbours of each node in a square grid, as in Maelstrom. */
        private static Map<String, List<String>> grid(List<String> nodeIds) {
            int width = (int) Math.ceil(Math.sqrt(nodeIds.size()));
            Map<String, List<String>> neighbours = new TreeMap<>();
            for (int i = 0; i < nodeIds.size(); i++) {
                List<String> ofNode = new ArrayList<>();
                for (int j :
                        new int[] {i - width, i % width == 0 ? -1 : i - 1, (i + 1) % width == 0 ? -1 : i + 1, i + width
                        }) {
                    if (j >= 0 && j < nodeIds.size()) {
                        ofNode.add(nodeIds.get(j));
                    }
                }
                neighbours.put(nodeIds.get(i), ofNode);
            }
            return neighbours;
        }
    }

    /** Client that requests broadcasts, and reads the delivered messages of its node. */
    private static final class BroadcastClient implements Client {

        @Override
        @SuppressWarnings("unchecked")
        public Body request(Call call) {
            return switch (call.function()) {
                case BROADCAST -> new Broadcasts.Broadcast(call.value());
                case READ -> new Broadcasts.Read();
                case TOPOLOGY -> new Broadcasts.Topology((Map<String, List<String>>) call.value());
                default -> throw new IllegalArgumentException("broadcast has no function " + call.function());
            };
        }

        @Override
        public Completion complete(Call call, Body reply) {
            if (reply instanceof Broadcasts.ReadOk readOk && call.function().equals(READ)) {
                return Completion.ok(readOk.messages());
            } else if (reply instanceof Broadcasts.BroadcastOk
                            && call.function().equals(BROADCAST)
                    || reply instanceof Broadcasts.TopologyOk && call.function().equals(TOPOLOGY)) {
                return Completion.ok(call.value());
            }
            throw new UnexpectedReplyException(call.function(), reply, call.function() + "_ok");
        }

        @Override
        public boolean isReadOnly(String function) {
            return function.equals(READ);
        }
    }
}

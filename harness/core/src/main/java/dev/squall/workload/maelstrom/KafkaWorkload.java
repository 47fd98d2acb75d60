package dev.squall.workload.maelstrom;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.log.LogChecker;
import dev.squall.client.Client;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.generator.Step;
import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.Kafka;
import dev.squall.workload.Workload;
import dev.squall.workload.WorkloadOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Workload of logs of messages. Clients send messages, choose keys and poll on from their committed offsets, and commit
 * what they have polled.
 *
 * @param keyCount number of keys that are in use at the same time
 * @param maxWritesPerKey number of sends after which a fresh key replaces a key
 */
record KafkaWorkload(int keyCount, int maxWritesPerKey) implements Workload {

    static final KafkaWorkload DEFAULT = new KafkaWorkload(4, 256);

    static final String SEND = "send";
    static final String POLL = "poll";
    static final String ASSIGN = "assign";
    static final String COMMIT = "commit";

    private static final String KEY_COUNT = "key-count";
    private static final String MAX_WRITES = "max-writes-per-key";
    private static final int FINAL_POLLS = 5;
    private static final Keyword SENT = new Keyword(SEND);
    /** Value of a poll's invocation. */
    private static final List<Object> POLLED = List.of(List.of(new Keyword(POLL)));

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String description() {
        return "logs of messages that are sent and polled; no acknowledged message may be lost, and polls keep order";
    }

    @Override
    public boolean measuresMessages() {
        return true;
    }

    @Override
    public Vocabulary vocabulary() {
        return Kafka.VOCABULARY;
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(KEY_COUNT, "keys in use at the same time (" + DEFAULT.keyCount + ")");
        all.put(MAX_WRITES, "sends after which a fresh key replaces a key (" + DEFAULT.maxWritesPerKey + ")");
        return all;
    }

    @Override
    public Workload with(Map<String, String> values) {
        WorkloadOptions options = new WorkloadOptions(values);
        return new KafkaWorkload(
                options.whole(KEY_COUNT, DEFAULT.keyCount, 1, 1_000),
                options.whole(MAX_WRITES, DEFAULT.maxWritesPerKey, 1, Integer.MAX_VALUE));
    }

    @Override
    public Client client() {
        return new KafkaClient();
    }

    @Override
    public Generator generator(int concurrency) {
        return new Calls(this, Set.of(), 0);
    }

    private String drawKey(RandomGenerator random, long number) {
        long round = number / ((long) keyCount * maxWritesPerKey);
        return Long.toString(round * keyCount + random.nextInt(keyCount));
    }

    @Override
    public Generator probe() {
        return Generators.forever(context -> new Call(0, POLL, POLLED));
    }

    /** Returns polls of every key by every client, so that messages which are lost are seen to be missing. */
    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        Set<Object> keys = new LinkedHashSet<>();
        for (Operation operation : operationsSoFar) {
            if (operation.isClient() && operation.function().equals(SEND)) {
                keys.add(((List<?>) ((List<?>) operation.value()).get(0)).get(1));
            }
        }
        List<Generator> calls = new ArrayList<>(List.of(Generators.once(ASSIGN, List.copyOf(keys))));
        for (int i = 0; i < FINAL_POLLS; i++) {
            calls.add(Generators.once(POLL, POLLED));
            calls.add(Generators.once(COMMIT, null));
        }
        return Generators.eachThread(Generators.sequence(calls));
    }

    @Override
    public List<Checker> checkers() {
        return List.of(new LogChecker(), new Statistics());
    }

    /**
     * Generator of all calls. The first call of each thread is an assign.
     *
     * @param assigned threads that have been assigned keys
     * @param number number of the next message
     */
    private record Calls(KafkaWorkload workload, Set<Integer> assigned, long number) implements Generator {

        @Override
        public Step next(Context context) {
            if (context.freeThreads().isEmpty()) {
                return new Step.Later(Long.MAX_VALUE, this);
            }
            RandomGenerator random = context.random();
            int thread = context.anyFreeThread();
            int part = random.nextInt(16);
            if (part == 0 || !assigned.contains(thread)) {
                Set<Integer> more = new LinkedHashSet<>(assigned);
                more.add(thread);
                Set<String> keys = new LinkedHashSet<>();
                for (int i = 0; i < workload.keyCount; i++) {
                    keys.add(workload.drawKey(random, number));
                }
                return new Step.Emit(new Call(thread, ASSIGN, List.copyOf(keys)), new Calls(workload, more, number));
            } else if (part < 8) {
                Object send = List.of(SENT, workload.drawKey(random, number), number);
                return new Step.Emit(new Call(thread, SEND, List.of(send)), new Calls(workload, assigned, number + 1));
            }
            return part < 11
                    ? new Step.Emit(new Call(thread, COMMIT, null), this)
                    : new Step.Emit(new Call(thread, POLL, POLLED), this);
        }
    }
}

package dev.squall.lectures.text;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.Verdict;
import dev.squall.check.convergence.FinalReads;
import dev.squall.check.convergence.FinalReads.FinalRead;
import dev.squall.check.convergence.Replicas;
import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.generator.Step;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Operation;
import dev.squall.lectures.text.TextMessages.Delete;
import dev.squall.lectures.text.TextMessages.DeleteOk;
import dev.squall.lectures.text.TextMessages.Insert;
import dev.squall.lectures.text.TextMessages.InsertOk;
import dev.squall.lectures.text.TextMessages.Read;
import dev.squall.lectures.text.TextMessages.ReadOk;
import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import dev.squall.workload.JournalAnalysis;
import dev.squall.workload.Promise;
import dev.squall.workload.Workload;
import dev.squall.workload.WorkloadOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Workload of editors who type passages into one text, and delete characters. A passage consists of consecutive
 * letters, so its order is visible. Editors at n1 type the letters a to e, editors at n2 f to j, and so on.
 */
final class TextWorkload implements Workload {

    static final String NAME = "text";
    static final String INSERT = "insert";
    static final String DELETE = "delete";
    static final String READ = "read";

    /** Time in nanoseconds for operations to arrive after healing, before the final reads. */
    private static final long DELIVERY_NANOS = 5_000_000_000L;

    private static final String PASSAGE = "passage";
    private static final int PASSAGE_MAX = 5;
    private static final int GROUPS = 5;
    private static final int DELETE_ONE_IN = 3;
    /** One of so many insertions is at the beginning of the text, and another one at the end. */
    private static final int AT_ONE_END = 3;

    private static final Client CLIENT = new TextClient();

    private final int longestPassage;

    TextWorkload() {
        this(new WorkloadOptions(Map.of()));
    }

    private TextWorkload(WorkloadOptions options) {
        longestPassage = options.whole(PASSAGE, PASSAGE_MAX, 1, PASSAGE_MAX);
    }

    @Override
    public Map<String, String> options() {
        return Map.of(PASSAGE, "largest number of characters in a passage, at most 5 (5)");
    }

    @Override
    public Workload with(Map<String, String> values) {
        return new TextWorkload(new WorkloadOptions(values));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "editors type passages into one text and delete characters; replicas with the same operations must have"
                + " the same text";
    }

    @Override
    public Vocabulary vocabulary() {
        return TextMessages.VOCABULARY;
    }

    @Override
    public Client client() {
        return CLIENT;
    }

    @Override
    public Generator generator(int concurrency) {
        return new Typing(longestPassage);
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
        return List.of(new ReplicasEqual(), new Statistics());
    }

    @Override
    public List<Promise> promises() {
        return Stream.concat(
                        Workload.super.promises().stream(),
                        TextJournal.PROPERTIES.stream().map(Promise::of))
                .toList();
    }

    @Override
    public JournalAnalysis journalAnalysis(List<String> nodes) {
        return new TextJournal(nodes);
    }

    /** Generator of insertions and deletions, in the ratio of 2 to 1. */
    private record Typing(int longestPassage) implements Generator {

        @Override
        public Step next(Context context) {
            if (context.freeThreads().isEmpty()) {
                return new Step.Later(Long.MAX_VALUE, this);
            }
            int thread = context.anyFreeThread();
            RandomGenerator random = context.random();
            int editor = thread % Math.max(1, context.nodeIds().size());
            Call call = random.nextInt(DELETE_ONE_IN) == 0
                    ? new Call(thread, DELETE, place(random))
                    : new Call(thread, INSERT, Arrays.asList(place(random), passage(editor, random)));
            return new Step.Emit(call, this);
        }

        private static long place(RandomGenerator random) {
            return switch (random.nextInt(AT_ONE_END)) {
                case 0 -> 0;
                case 1 -> TextMessages.END_PLACE;
                default -> random.nextLong(TextMessages.END_PLACE + 1);
            };
        }

        private String passage(int editor, RandomGenerator random) {
            int length = 1 + random.nextInt(longestPassage);
            int start = editor % GROUPS * PASSAGE_MAX + random.nextInt(PASSAGE_MAX - length + 1);
            StringBuilder passage = new StringBuilder();
            for (int i = 0; i < length; i++) {
                passage.append((char) ('a' + start + i));
            }
            return passage.toString();
        }
    }

    /** Client that translates operations into requests to a node. */
    private static final class TextClient implements Client {

        @Override
        public Body request(Call call) {
            return switch (call.function()) {
                case INSERT -> {
                    List<?> parts = (List<?>) call.value();
                    yield new Insert(((Number) parts.get(0)).longValue(), (String) parts.get(1));
                }
                case DELETE -> new Delete(((Number) call.value()).longValue());
                case READ -> new Read();
                default -> throw new IllegalArgumentException(NAME + " has no function " + call.function());
            };
        }

        /** Returns the index and the passage of an insertion, the index and the character of a deletion, or a text. */
        @Override
        public Completion complete(Call call, Body reply) {
            if (call.function().equals(INSERT) && reply instanceof InsertOk insert) {
                return Completion.ok(Arrays.asList(insert.index(), ((List<?>) call.value()).get(1)));
            } else if (call.function().equals(DELETE) && reply instanceof DeleteOk delete) {
                return Completion.ok(Arrays.asList(delete.index(), delete.character()));
            } else if (call.function().equals(READ) && reply instanceof ReadOk read) {
                return Completion.ok(read.text());
            }
            throw new UnexpectedReplyException(call.function(), reply, call.function() + "_ok");
        }

        @Override
        public boolean isReadOnly(String function) {
            return function.equals(READ);
        }
    }

    /** Checker of convergence without journals: the final reads of all replicas must return the same text. */
    private static final class ReplicasEqual implements Checker {

        private static final String PROPERTY = "text-final-reads";
        private static final int LONGEST_TEXT = 120;

        @Override
        public String name() {
            return PROPERTY;
        }

        @Override
        public Set<String> observingFunctions() {
            return Set.of(READ);
        }

        @Override
        public Verdict check(History history, Budget budget) {
            FinalReads reads;
            try {
                reads = FinalReads.of(history, Replicas.named(), false, Function.identity());
            } catch (HistoryFormatException e) {
                return Verdict.unknown(PROPERTY, e.getMessage(), Map.of());
            }
            Optional<List<FinalRead>> difference = reads.difference();
            if (difference.isPresent()) {
                FinalRead first = difference.get().get(0);
                FinalRead other = difference.get().get(1);
                return Verdict.violation(
                        PROPERTY,
                        "final-texts-differ",
                        words(other) + ", but " + words(first),
                        List.of(other.read().index(), first.read().index()),
                        Map.of());
            }
            return reads.silentReplica()
                    .map(silent -> Verdict.unknown(PROPERTY, silent, Map.of()))
                    .orElseGet(() -> Verdict.valid(
                            PROPERTY, "the final texts of " + reads.replicaCount() + " replicas are equal", Map.of()));
        }

        private static String words(FinalRead read) {
            String text = read.toString();
            return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
        }
    }
}

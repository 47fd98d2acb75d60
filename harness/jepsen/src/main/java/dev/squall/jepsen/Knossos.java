package dev.squall.jepsen;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.Keyword;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Knossos in a JVM of its own, with limits on time and memory. The JVM starts at the first check, and is replaced after
 * a check that exceeded its limits. Not thread-safe.
 */
public final class Knossos implements AutoCloseable {

    /** Name of the Knossos checker in verdicts. */
    public static final String CHECKER = "linearizable-knossos";

    /** Additional time for a search to notice that its time limit has passed. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /**
     * Parameters of a check: the model of each object, and the algorithm.
     *
     * @param model name of a model in {@link dev.squall.check.linear.model.Models}
     * @param initial initial value of each object; null for nil
     * @param keyed true if each operation's value is {@code [key value]}
     */
    public record Question(String model, Object initial, boolean keyed, KnossosAlgorithm algorithm) {

        public Question {
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(algorithm, "algorithm");
        }
    }

    private final JepsenClasspath classpath;
    private Optional<EngineProcess> process = Optional.empty();

    /** @param classpath class path with Knossos and its dependencies */
    public Knossos(JepsenClasspath classpath) {
        this.classpath = classpath;
    }

    /**
     * Returns a checker with these parameters. The checker works until {@link #close} is called, and on the same thread
     * only.
     */
    public Checker checker(Question question) {
        return new Checker() {
            @Override
            public String name() {
                return CHECKER;
            }

            @Override
            public Verdict check(History history, Budget budget) {
                return Knossos.this.check(question, history, budget);
            }
        };
    }

    /**
     * Returns Knossos' verdict, which is unknown if time or memory did not suffice.
     *
     * @throws dev.squall.world.WorldException if Knossos cannot be started; the message gives the reason
     */
    public Verdict check(Question question, History history, Budget budget) {
        if (process.isEmpty()) {
            process = Optional.of(EngineProcess.start("Knossos", KnossosHost.class, classpath, budget.memoryBytes()));
        }
        Map<Keyword, Object> options = new LinkedHashMap<>();
        options.put(KnossosHost.MODEL, question.model());
        options.put(KnossosHost.INITIAL, question.initial());
        options.put(KnossosHost.KEYED, question.keyed());
        options.put(KnossosHost.ALGORITHM, question.algorithm().word());
        options.put(KnossosHost.TIME_LIMIT_MILLIS, budget.time().toMillis());
        Map<String, Object> details = Map.of(
                "engine",
                "knossos",
                "methods",
                List.of("knossos-" + question.algorithm().word()));
        return process.get()
                .ask(options, history, budget.time().plus(GRACE))
                .map(answer -> verdict(answer, details))
                .orElseGet(() -> giveUp(budget, details));
    }

    private static Verdict verdict(Map<?, ?> answer, Map<String, Object> details) {
        Object valid = answer.get(EngineHost.VALID);
        if (Boolean.TRUE.equals(valid)) {
            return Verdict.valid(CHECKER, "Knossos finds a linearization", details);
        }
        if (Boolean.FALSE.equals(valid)) {
            Object index = answer.get(KnossosHost.INDEX);
            Object key = answer.get(KnossosHost.KEY);
            List<Integer> shown = index instanceof Long number ? List.of(number.intValue()) : List.of();
            String where = (shown.isEmpty() ? "" : " up to operation " + index)
                    + (key == null ? "" : " of key " + EdnWriter.toEdn(key));
            return Verdict.violation(
                    CHECKER, "not-linearizable", "Knossos finds no linearization" + where, shown, details);
        }
        return Verdict.unknown(CHECKER, "Knossos does not know: " + cause(answer), details);
    }

    private static String cause(Map<?, ?> answer) {
        Object cause = answer.get(EngineHost.CAUSE);
        return cause instanceof String words ? words : EdnWriter.toEdn(cause);
    }

    private Verdict giveUp(Budget budget, Map<String, Object> details) {
        String reason = process.orElseThrow().whyNoResponse(budget);
        close();
        return Verdict.unknown(CHECKER, "Knossos does not know: " + reason, details);
    }

    /** Ends the JVM of Knossos; a later check starts it again. Idempotent. */
    @Override
    public void close() {
        process.ifPresent(EngineProcess::close);
        process = Optional.empty();
    }
}

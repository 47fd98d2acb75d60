package dev.squall.jepsen;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.level.IsolationLevel.Order;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.check.transaction.model.TransactionHistory.Status;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.Keyword;
import dev.squall.world.WorldException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Elle in a JVM of its own, with limits on time and memory. The JVM starts at the first check, and is replaced after a
 * check that exceeded its limits. Not thread-safe.
 *
 * <p>Elle searches for anomalies that it can infer. So its violations are certain, and its valid verdicts mean that no
 * anomaly was inferred. Elle infers little about registers, and for levels between read committed and snapshot
 * isolation. Elle's violations are uncertain in two cases, and the verdict is unknown then. If a value was written to a
 * register twice, Elle attributes reads to one of the writes. At read uncommitted, Elle takes a crashed transaction for
 * committed if its write was read.
 */
public final class Elle implements AutoCloseable {

    /** Name of the Elle checker in verdicts. */
    public static final String CHECKER = "isolation-elle";

    /** Additional time for a search to notice that its time limit has passed. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final JepsenClasspath classpath;
    private Optional<EngineProcess> process = Optional.empty();

    /** @param classpath class path with Elle and its dependencies */
    public Elle(JepsenClasspath classpath) {
        this.classpath = classpath;
    }

    /** Returns Elle's name for a level; empty if Elle has no such level. */
    public static Optional<String> levelName(IsolationLevel level) {
        if (level.base() == Base.CAUSAL) {
            return level.order() == Order.SESSION ? Optional.of("causal-cerone") : Optional.empty();
        }
        boolean isOrdered =
                switch (level.base()) {
                    case READ_UNCOMMITTED, READ_COMMITTED, SNAPSHOT_ISOLATION, SERIALIZABLE -> true;
                    default -> false;
                };
        return level.order() == Order.NONE || isOrdered ? Optional.of(level.name()) : Optional.empty();
    }

    /** Returns the levels that Elle has, in the order of {@link IsolationLevel#values()}. */
    public static List<IsolationLevel> levels() {
        return IsolationLevel.values().stream()
                .filter(level -> levelName(level).isPresent())
                .toList();
    }

    /**
     * Returns Elle's verdict on each level. A verdict is unknown if time or memory did not suffice, or Elle refuses the
     * history.
     *
     * @param levels levels that Elle has
     * @param budget budget of all verdicts together
     * @throws WorldException if Elle cannot be started; the message gives the reason
     */
    public Map<IsolationLevel, Verdict> check(List<IsolationLevel> levels, TransactionHistory history, Budget budget) {
        if (history.kind() == Kind.SET_ADD) {
            return unknown(levels, "found transactions over sets, expected lists or registers");
        }
        if (!history.hasRealTime()) {
            return unknown(levels, "found sessions without times, expected a history in the order of times");
        }
        if (history.kind() == Kind.RW_REGISTER && repeats(history)) {
            return unknown(levels, "found a value that was written twice to a register, expected distinct values");
        }
        Optional<History> operations = ElleHistory.of(history);
        if (operations.isEmpty()) {
            return unknown(levels, "found a write of the initial value, expected other values in writes");
        }
        if (process.isEmpty()) {
            process = Optional.of(EngineProcess.start("Elle", ElleHost.class, classpath, budget.memoryBytes()));
        }
        Map<Keyword, Object> options = new LinkedHashMap<>();
        options.put(ElleHost.MODEL, history.kind().model());
        options.put(
                ElleHost.LEVELS,
                levels.stream().map(level -> levelName(level).orElseThrow()).toList());
        options.put(ElleHost.TIME_LIMIT_MILLIS, budget.time().toMillis());
        Optional<Map<?, ?>> answer =
                process.get().ask(options, operations.get(), budget.time().plus(GRACE));
        if (answer.isEmpty()) {
            String reason = process.get().whyNoResponse(budget);
            close();
            return unknown(levels, reason);
        }
        if (!(answer.get().get(ElleHost.RESULTS) instanceof List<?> results)) {
            return unknown(levels, words(answer.get().get(EngineHost.CAUSE)));
        }
        Map<IsolationLevel, Verdict> verdicts = new LinkedHashMap<>();
        for (int i = 0; i < levels.size(); i++) {
            Verdict verdict = verdict(levels.get(i), (Map<?, ?>) results.get(i));
            boolean isUncertain = verdict.validity() == Validity.VIOLATION
                    && levels.get(i).base() == Base.READ_UNCOMMITTED
                    && hasCrashes(history);
            verdicts.put(
                    levels.get(i),
                    isUncertain
                            ? unknown("found " + verdict.details().get("anomalies") + " with crashed transactions,"
                                    + " which may have aborted")
                            : verdict);
        }
        return verdicts;
    }

    private static boolean repeats(TransactionHistory history) {
        Set<Long> writes = new HashSet<>();
        for (int o = 0; o < history.operationCount(); o++) {
            long write = (long) history.key(o) << Integer.SIZE | Integer.toUnsignedLong(history.value(o));
            if (!history.isRead(o) && !writes.add(write)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasCrashes(TransactionHistory history) {
        return IntStream.range(0, history.size()).anyMatch(t -> history.status(t) == Status.INFO);
    }

    private static Map<IsolationLevel, Verdict> unknown(List<IsolationLevel> levels, String reason) {
        Map<IsolationLevel, Verdict> verdicts = new LinkedHashMap<>();
        levels.forEach(level -> verdicts.put(level, unknown(reason)));
        return verdicts;
    }

    private static Verdict unknown(String reason) {
        return Verdict.unknown(CHECKER, "Elle does not know: " + reason, Map.of("engine", "elle"));
    }

    private static Verdict verdict(IsolationLevel level, Map<?, ?> answer) {
        List<String> anomalies = new ArrayList<>();
        ((List<?>) answer.get(new Keyword("anomalies"))).forEach(name -> anomalies.add((String) name));
        Map<String, Object> details = Map.of("engine", "elle", "anomalies", anomalies);
        Object valid = answer.get(EngineHost.VALID);
        if (Boolean.TRUE.equals(valid)) {
            return Verdict.valid(CHECKER, "Elle finds no anomaly that " + level.name() + " proscribes", details);
        }
        if (Boolean.FALSE.equals(valid)) {
            return Verdict.violation(
                    CHECKER,
                    anomalies.get(0),
                    "Elle finds " + String.join(", ", anomalies) + ": not " + level.name(),
                    List.of(),
                    details);
        }
        return Verdict.unknown(CHECKER, "Elle does not know: " + words(answer.get(EngineHost.CAUSE)), details);
    }

    private static String words(Object cause) {
        return cause instanceof String words ? words : EdnWriter.toEdn(cause);
    }

    /** Ends the JVM of Elle; a later check starts it again. Idempotent. */
    @Override
    public void close() {
        process.ifPresent(EngineProcess::close);
        process = Optional.empty();
    }
}

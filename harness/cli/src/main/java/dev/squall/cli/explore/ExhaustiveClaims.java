package dev.squall.cli.explore;

import dev.squall.check.Verdict;
import dev.squall.experiment.Outcome;
import dev.squall.explore.Counterexample;
import dev.squall.explore.ExplorationResult;
import dev.squall.explore.Explorer;
import dev.squall.system.Claim;
import dev.squall.system.Systems;
import dev.squall.system.Trial;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Exploration of every schedule of a small scope, for each system of a claim that has a scope. The sound system must be
 * valid, and each flawed one must break a property. Results are printed as they come.
 */
public final class ExhaustiveClaims {

    private static final long TIME_LIMIT_NANOS = Duration.ofMinutes(2).toNanos();

    private final Map<String, SmallScope> scopes = SmallScope.ofCourse();
    private final PrintWriter out;
    private final BooleanSupplier stop;
    private final Map<String, Object> answer = new LinkedHashMap<>();
    private final Set<String> unexplored = new TreeSet<>();
    private final Set<String> withoutScope = new TreeSet<>();

    private Outcome worst = Outcome.VACUOUS;
    private int explored;
    private int asExpected;

    /** @param stop true when the exploration must end */
    public ExhaustiveClaims(PrintWriter out, BooleanSupplier stop) {
        this.out = out;
        this.stop = stop;
    }

    /** Explores the systems of claims, and returns the outcome: vacuous if no system of them has a scope. */
    public Outcome explore(List<Claim> claims) {
        for (Claim claim : claims) {
            List<String> systems =
                    claim.trials().stream().map(Trial::system).distinct().toList();
            systems.stream().filter(system -> !scopes.containsKey(system)).forEach(withoutScope::add);
            if (systems.stream().noneMatch(scopes::containsKey)) {
                unexplored.add(claim.id());
            } else if (systems.stream().anyMatch(this::isNext)) {
                out.printf("%s (lecture %s): %s%n", claim.id(), claim.lecture(), claim.statement());
                systems.stream().filter(this::isNext).forEach(this::explore);
                out.flush();
            }
        }
        out.printf(
                "%n%d of %d systems are as the lectures say, in every schedule of their scopes%n",
                asExpected, explored);
        if (!unexplored.isEmpty()) {
            out.println("claims without a scope: " + String.join(", ", unexplored));
        }
        out.println("systems of these claims without a scope: " + withoutScope.size());
        out.flush();
        return worst;
    }

    /** Returns the results by system, for JSON. */
    public Map<String, Object> answer() {
        return answer;
    }

    private boolean isNext(String system) {
        return scopes.containsKey(system) && !answer.containsKey(system) && !stop.getAsBoolean();
    }

    private void explore(String system) {
        SmallScope scope = scopes.get(system);
        boolean isFlawed = Systems.installed().named(system).flaw().isPresent();
        long startNanos = System.nanoTime();
        ExplorationResult result = new Explorer(
                        scope.exploration(Systems.installed().named(system)),
                        Long.MAX_VALUE,
                        () -> stop.getAsBoolean() || System.nanoTime() - startNanos >= TIME_LIMIT_NANOS,
                        events -> {},
                        false)
                .run();
        boolean isExpected = result.outcome() == (isFlawed ? Outcome.VIOLATION : Outcome.VALID);
        explored++;
        asExpected += isExpected ? 1 : 0;
        worst = explored == 1 ? outcome(result, isFlawed) : Outcome.worst(List.of(worst, outcome(result, isFlawed)));
        out.printf(
                Locale.ROOT,
                "    %s %s %s: %s [%.1f s]%n",
                isFlawed ? "breaks" : "holds ",
                isExpected ? " " : "!",
                system,
                words(result),
                (System.nanoTime() - startNanos) / 1e9);
        out.println("             " + scope.command(system));
        answer.put(system, json(result, isExpected));
    }

    private static Outcome outcome(ExplorationResult result, boolean isFlawed) {
        if (!isFlawed) {
            return result.outcome();
        } else if (result.outcome() == Outcome.VALID) {
            // The flaw was not found although every schedule was tried, so the claim is refuted in this scope.
            return Outcome.VIOLATION;
        }
        return result.outcome() == Outcome.VIOLATION ? Outcome.VALID : result.outcome();
    }

    private static String words(ExplorationResult result) {
        return result.violation()
                .map(found -> String.format(
                        Locale.ROOT,
                        "%s after %d events, the %s schedule",
                        anomaly(found.verdict()),
                        found.steps().size(),
                        found.isShortest() ? "shortest" : "smallest found"))
                .orElseGet(() -> String.format(
                        Locale.ROOT,
                        "%s, %s of %,d states and %,d events",
                        result.outcome().word(),
                        result.counts().exhausted() ? "all" : "the first",
                        result.counts().states(),
                        result.counts().steps()));
    }

    private static String anomaly(Verdict verdict) {
        return verdict.anomaly().isEmpty() ? verdict.checker() : verdict.anomaly();
    }

    private static Map<String, Object> json(ExplorationResult result, boolean isExpected) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", result.outcome().word());
        json.put("asExpected", isExpected);
        json.put("exhausted", result.counts().exhausted());
        json.put("states", result.counts().states());
        json.put("events", result.counts().steps());
        result.violation().map(Counterexample::verdict).ifPresent(verdict -> json.put("anomaly", anomaly(verdict)));
        return json;
    }
}

package dev.squall.cli.cluster;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.check.linear.KeyReading;
import dev.squall.cli.check.CheckModels;
import dev.squall.history.EdnReader;
import dev.squall.history.History;
import dev.squall.run.cluster.KeyCheck;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Check of one key by a model of {@link CheckModels}, which each machine finds by its name.
 *
 * @param initial initial value as EDN; null for the model's own
 * @param keyed true if values are {@code [key value]}
 * @param time time for each key's verdict
 * @param memoryBytes memory for each key's search
 */
public record ModelCheck(String model, String initial, boolean keyed, Duration time, long memoryBytes)
        implements KeyCheck {

    private static final long serialVersionUID = 1;

    /** Returns the checker on this machine. */
    public Checker checker() {
        Optional<CheckModels.Initial> value =
                Optional.ofNullable(initial).map(text -> new CheckModels.Initial(new EdnReader(text).read()));
        return named().factory().create(value, keyed);
    }

    private CheckModels.Named named() {
        return CheckModels.named(model).orElseThrow();
    }

    @Override
    public Verdict check(History history) {
        Checker checker = checker();
        Budget budget = new Budget(time, memoryBytes);
        if (!keyed) {
            return checker.check(history, budget);
        }
        KeyReading reading = KeyReading.of(history, named().operations());
        return reading.keyed()
                .map(byKey -> checker.check(byKey, budget))
                .orElseGet(
                        () -> Verdict.unknown(checker.name(), "cannot be checked: " + reading.whyNotKeyed(), Map.of()));
    }
}

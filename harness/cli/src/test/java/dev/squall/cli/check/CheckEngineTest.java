package dev.squall.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.TransactionChecker;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.read.TransactionReader;
import dev.squall.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who decides: ours, Knossos, Elle, or two of them. */
class CheckEngineTest {

    private static final Verdict VALID = Verdict.valid("linearizable", "", Map.of());
    private static final Verdict VIOLATION = Verdict.violation("linearizable-knossos", "", "", List.of(), Map.of());
    private static final Verdict UNKNOWN = Verdict.unknown("linearizable-knossos", "", Map.of());

    private static String complaint(String... arguments) {
        StringWriter err = new StringWriter();
        int code = Main.execute(new PrintWriter(new StringWriter()), new PrintWriter(err), arguments);
        assertThat(code).isEqualTo(254);
        return err.toString();
    }

    @Test
    void twoVerdictsDisagreeOnlyIfBothHaveDecided() {
        assertThat(SecondOpinion.isDisagreement(VALID, VIOLATION)).isTrue();
        assertThat(SecondOpinion.isDisagreement(VALID, UNKNOWN)).isFalse();
        assertThat(SecondOpinion.isDisagreement(UNKNOWN, VIOLATION)).isFalse();
        assertThat(SecondOpinion.isDisagreement(VIOLATION, VIOLATION)).isFalse();
    }

    @Test
    void aDisagreementNamesBothVerdictsAndTheHistory() {
        SecondOpinion opinion = new SecondOpinion(VIOLATION, 1_500_000, Optional.of(Path.of("kept.edn")));
        assertThat(opinion.distrust(VALID))
                .isEqualTo("the verdict is not to be trusted: linearizable is valid here, and violation to Knossos; the"
                        + " history is kept in kept.edn, please report it with that file");
        assertThat(opinion.remark()).isEqualTo("knossos: violation in 1.5 ms");
    }

    @Test
    void knossosIsNotAskedAboutWeakerModels() {
        assertThat(complaint("check", "--engine", "both", "--model", "sequential", "history.edn"))
                .contains("--engine both was given for sequential, and Knossos checks linearizability only");
    }

    @Test
    void missingClassPathEntryIsRefused() {
        assertThat(complaint("check", "--engine", "knossos", "--jepsen-classpath", "no-such.jar", "history.edn"))
                .contains("the class path of Jepsen names no-such.jar, which is not there");
    }

    @Test
    void missingKnossosIsReportedWithARemedy(@TempDir Path empty) {
        assertThat(complaint("check", "--engine", "knossos", "--jepsen-classpath", empty.toString(), "history.edn"))
                .contains("Knossos was not found; './mvnw -Pjepsen -DskipTests package' fetches it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "elle|cas-register||--engine elle was given for cas-register, and Elle checks transactions only",
                "knossos|list-append||--engine knossos was given for list-append, and Knossos checks linearizability",
                "both|list-append|strong-causal|was given for strong-causal, which Elle does not have; expected one of",
                "both|rw-register|serializable|Elle was not found; './mvnw -Pjepsen -DskipTests package' fetches it"
            })
    void engineThatCannotDecideIsRefused(String engine, String model, String level, String words, @TempDir Path empty) {
        List<String> arguments = new ArrayList<>(List.of("check", "history.edn", "--engine", engine, "--model", model));
        arguments.addAll(List.of("--jepsen-classpath", empty.toString()));
        if (level != null) {
            arguments.addAll(List.of("--level", level));
        }
        assertThat(complaint(arguments.toArray(String[]::new)).replaceAll("\\s+", " "))
                .contains(words);
    }

    private static ElleOpinion opinion(String level, Verdict elles) {
        TransactionHistory stale = TransactionReader.parse(
                ("{:type :invoke, :process 0, :value [[:append 1 1]]} {:type :ok, :process 0, :value [[:append 1 1]]}"
                                + "{:type :invoke, :process 1, :value [[:r 1 nil]]}"
                                + "{:type :ok, :process 1, :value [[:r 1 nil]]}")
                        .getBytes(StandardCharsets.UTF_8),
                null);
        IsolationLevel asked = IsolationLevel.named(level).orElseThrow();
        return ElleOpinion.compare(
                stale, TransactionChecker.survey(stale, Budget.DEFAULT).verdicts(), Map.of(asked, elles), 2_500_000);
    }

    @Test
    void levelThatOnlyElleRefutesIsAContradiction() {
        assertThat(opinion("serializable", VIOLATION).contradiction()).hasValueSatisfying(words -> assertThat(words)
                .startsWith("serializable is valid here, and violation to Elle"));
        assertThat(opinion("serializable", VALID).remark()).isEqualTo("elle: agrees on 1 of 1 levels in 2.5 ms");
    }

    @Test
    void anomalyThatElleDoesNotFindIsToldWithItsProof() {
        ElleOpinion opinion = opinion("strict-serializable", VALID);
        assertThat(opinion.contradiction()).isEmpty();
        assertThat(opinion.remark())
                .contains("not refuted by Elle, with a confirmed certificate here: strict-serializable");
        assertThat(opinion("strict-serializable", UNKNOWN).remark()).contains("unknown to Elle: 1");
    }
}

package dev.squall.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Verdict;
import dev.squall.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who decides: ours, Knossos, or both. */
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
    void missingKnossosIsReportedWithARemedy(@org.junit.jupiter.api.io.TempDir Path empty) {
        assertThat(complaint("check", "--engine", "knossos", "--jepsen-classpath", empty.toString(), "history.edn"))
                .contains("Knossos was not found; './mvnw -Pjepsen -DskipTests package' fetches it");
    }
}

package dev.squall.jepsen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.history.History;
import dev.squall.history.HistoryReader;
import dev.squall.world.WorldException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests Knossos in its own Java machine. Skipped unless {@value JepsenClasspath#PROPERTY} names its class path. */
class KnossosTest {

    private static final History STALE = HistoryReader.parse(
            """
            {:type :invoke, :process 0, :f :write, :value 1}
            {:type :ok, :process 0, :f :write, :value 1}
            {:type :invoke, :process 1, :f :read, :value nil}
            {:type :ok, :process 1, :f :read, :value nil}
            """);

    private static final History FRESH = HistoryReader.parse(
            """
            {:type :invoke, :process 0, :f :write, :value 1}
            {:type :invoke, :process 1, :f :read, :value nil}
            {:type :ok, :process 1, :f :read, :value nil}
            {:type :ok, :process 0, :f :write, :value 1}
            """);

    private static JepsenClasspath classpath() {
        JepsenClasspath classpath = JepsenClasspath.ofProperty();
        assumeTrue(classpath.hasKnossos(), JepsenClasspath.howToGetKnossos());
        return classpath;
    }

    @ParameterizedTest
    @EnumSource
    void freshReadIsValidAndStaleReadIsNot(KnossosAlgorithm algorithm) {
        Knossos.Question question = new Knossos.Question("cas-register", null, false, algorithm);
        try (Knossos knossos = new Knossos(classpath())) {
            assertThat(knossos.check(question, FRESH, Budget.DEFAULT).validity())
                    .isEqualTo(Validity.VALID);
            assertThat(knossos.check(question, STALE, Budget.DEFAULT))
                    .returns(Validity.VIOLATION, it -> it.validity())
                    .returns(List.of(3), it -> it.operations());
        }
    }

    @Test
    void objectsWithoutOwnModelAreSearched() {
        History queue = HistoryReader.parse(
                """
                {:type :invoke, :process 0, :f :dequeue, :value nil}
                {:type :ok, :process 0, :f :dequeue, :value nil}
                {:type :invoke, :process 0, :f :dequeue, :value nil}
                {:type :ok, :process 0, :f :dequeue, :value 1}
                """);
        Knossos.Question question = new Knossos.Question("fifo-queue", null, false, KnossosAlgorithm.WGL);
        try (Knossos knossos = new Knossos(classpath())) {
            assertThat(knossos.check(question, queue, Budget.DEFAULT).validity())
                    .isEqualTo(Validity.VIOLATION);
        }
    }

    @Test
    void uncheckableHistoryDoesNotStopChecking() {
        Knossos.Question wrong = new Knossos.Question("cas-register", null, true, KnossosAlgorithm.WGL);
        Knossos.Question right = new Knossos.Question("cas-register", null, false, KnossosAlgorithm.WGL);
        try (Knossos knossos = new Knossos(classpath())) {
            assertThat(knossos.check(wrong, FRESH, Budget.DEFAULT))
                    .returns(Validity.UNKNOWN, it -> it.validity())
                    .returns(
                            "Knossos does not know: operation 0: found the value 1, expected [key value]",
                            it -> it.summary());
            assertThat(knossos.check(right, FRESH, Budget.DEFAULT).validity()).isEqualTo(Validity.VALID);
        }
    }

    @Test
    void missingKnossosIsReported() {
        Knossos.Question question = new Knossos.Question("register", null, false, KnossosAlgorithm.WGL);
        JepsenClasspath nothing = new JepsenClasspath(List.of());
        assumeTrue(!nothing.hasKnossos(), "Knossos is on the class path of the tests");
        try (Knossos knossos = new Knossos(nothing)) {
            assertThatThrownBy(() -> knossos.check(question, FRESH, Budget.DEFAULT))
                    .isInstanceOf(WorldException.class)
                    .hasMessageStartingWith("Knossos did not start: ")
                    .hasMessageEndingWith("as --jepsen-classpath");
        }
    }

    @Test
    void missingClassPathEntryIsRefused() {
        assertThatThrownBy(() -> JepsenClasspath.parse(Path.of("no", "such.jar").toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("which is not there; expected jars and folders");
    }
}

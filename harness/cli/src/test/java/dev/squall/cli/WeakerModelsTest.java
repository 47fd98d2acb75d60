package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The weaker properties that can be asked for by name say what they are named for. */
class WeakerModelsTest {

    @TempDir
    private Path folder;

    @Test
    void eachSessionGuaranteeIsCheckedByItself() throws IOException {
        String readsBackwards = done(0, "write", "1") + done(1, "read", "1") + done(1, "read", "nil");

        assertThat(exitCode("monotonic-reads", readsBackwards)).isEqualTo(1);
        assertThat(exitCode("read-your-writes", readsBackwards)).isZero();
        assertThat(exitCode("monotonic-writes", readsBackwards)).isZero();
        assertThat(exitCode("writes-follow-reads", readsBackwards)).isZero();
        String forgetsItsOwn = done(0, "write", "1") + done(0, "read", "nil");
        assertThat(exitCode("read-your-writes", forgetsItsOwn)).isEqualTo(1);
        assertThat(exitCode("monotonic-reads", forgetsItsOwn)).isZero();
    }

    @Test
    void replicasOfRegistersMustAgreeInTheirFinalReads() throws IOException {
        String writes = done(0, "write", "1") + done(0, "write", "2");
        String early = writes + finalRead("n1", "1") + finalRead("n2", "1");

        assertThat(exitCode("register-convergence", early)).isZero();
        assertThat(exitCode("register-convergence-causal", early)).isEqualTo(1);
        assertThat(exitCode("register-convergence-real-time", early)).isEqualTo(1);
        String late = writes + finalRead("n1", "2") + finalRead("n2", "2");
        assertThat(exitCode("register-convergence-causal", late)).isZero();
        assertThat(exitCode("register-convergence-real-time", late)).isZero();
        String apart = writes + finalRead("n1", "1") + finalRead("n2", "2");
        assertThat(exitCode("register-convergence", apart)).isEqualTo(1);
    }

    @Test
    void setAndCounterReplicasMustAgree() throws IOException {
        String adds = done(0, "add", "1") + done(0, "add", "2");

        assertThat(exitCode("set-convergence", adds + finalRead("n1", "[1 2]") + finalRead("n2", "[2 1]")))
                .isZero();
        assertThat(exitCode("set-convergence", adds + finalRead("n1", "[1]") + finalRead("n2", "[1]")))
                .isEqualTo(1);
        assertThat(exitCode("counter-final-reads", adds + finalRead("n1", "3") + finalRead("n2", "3")))
                .isZero();
        assertThat(exitCode("counter-final-reads", adds + finalRead("n1", "2") + finalRead("n2", "2")))
                .isEqualTo(1);
    }

    @Test
    void atLeastOnceQueueMayDeliverTwice() throws IOException {
        String twice = done(0, "enqueue", "1") + done(1, "dequeue", "1") + done(1, "dequeue", "1");

        assertThat(exitCode("queue-totals-at-least-once", twice + done(1, "drain", "[]")))
                .isZero();
        assertThat(exitCode("queue-totals", twice + done(1, "drain", "[]"))).isEqualTo(1);
    }

    /** A value that the server made is not understood, and never one that nobody put in. */
    @ParameterizedTest
    @CsvSource({
        "queue-totals, enqueue, dequeue, 5",
        "queue-totals-at-least-once, enqueue, dequeue, 5",
        "set-convergence, add, read, [5]",
        "set-full, add, read, [5]",
        "counter-bounds, add, read, 5",
        "counter-final-reads, add, read, 5"
    })
    void valueMadeByTheServerIsNoViolation(String model, String change, String look, String seen) throws IOException {
        String changed = operation("invoke", 0, change, "1", "") + operation("ok", 0, change, "5", "");
        String looked = operation("invoke", 5, look, "nil", "")
                + operation("ok", 5, look, seen, ", :node \"n1\", :final? true");
        Path file = Files.writeString(folder.resolve("history.edn"), changed + looked);

        Squall.Result result = Squall.run("check", "--model", model, file.toString());
        assertThat(result.exitCode()).as(result.all()).isEqualTo(2);
        assertThat(result.out()).contains("found " + change + " of 1 completed with 5, expected the same value or nil");
    }

    private int exitCode(String model, String history) throws IOException {
        Path file = Files.writeString(folder.resolve("history.edn"), history);
        return Squall.run("check", "--model", model, file.toString()).exitCode();
    }

    private static String done(int process, String function, String value) {
        String asked = function.matches("read|dequeue|drain") ? "nil" : value;
        return operation("invoke", process, function, asked, "") + operation("ok", process, function, value, "");
    }

    private static String finalRead(String node, String value) {
        return operation("invoke", 5, "read", "nil", "")
                + operation("ok", 5, "read", value, ", :node \"" + node + "\", :final? true");
    }

    private static String operation(String type, int process, String function, String value, String extras) {
        return "{:type :" + type + ", :process " + process + ", :f :" + function + ", :value " + value + extras + "}\n";
    }
}

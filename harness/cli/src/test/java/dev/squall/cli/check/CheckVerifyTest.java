package dev.squall.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.linear.certificate.Confirmation;
import dev.squall.check.linear.certificate.Counterexample;
import dev.squall.check.linear.model.CasRegister;
import dev.squall.cli.Histories;
import dev.squall.cli.Squall;
import dev.squall.cli.print.CheckText;
import dev.squall.cli.print.ProofText;
import dev.squall.experiment.Outcome;
import dev.squall.history.History;
import dev.squall.history.HistoryReader;
import dev.squall.workload.Proof;
import dev.squall.workload.ProvingChecker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckVerifyTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeStaleHistory() throws IOException {
        file = Files.writeString(folder.resolve("history.edn"), Histories.STALE);
    }

    @Test
    void violationShowsItsProvingOperations() {
        Squall.Result result = Squall.run("check", "--verify", file.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("minimal proof            confirmed  2 operations: no order explains the core")
                .endsWith(
                        """
                          operations that no order explains, whatever the others did:
                            process   invoked  completed   f         value
                                  0         4  5           write     2
                                  1         8  9           read      1
                          the first that cannot be placed: read by process 1 (operation 9)
                          when it ends the state can only be: 2
                        """);
    }

    @Test
    void aValidHistoryIsProvedByAnOrder() throws IOException {
        Files.writeString(file, Histories.VALID);

        Squall.Result result = Squall.run("check", "--verify", file.toString());

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("  proof                    confirmed  the order agrees with real time and every result");
    }

    @Test
    void withoutTheOptionNothingIsSaidOfProofs() {
        assertThat(Squall.run("check", file.toString()).out()).doesNotContain("proof");
    }

    @Test
    void refutedProofIsAHarnessError() {
        CheckedFile checked = check(Confirmation.Outcome.REFUTED, "refuted: an order explains the core");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CheckText.print(checked, new PrintWriter(out), new PrintWriter(err));

        assertThat(checked.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(out.toString()).startsWith("ERROR: " + file).doesNotContain("that no order explains");
        assertThat(err.toString())
                .startsWith("squall: " + file + ": the verdict is not to be trusted: the proof of this violation is"
                        + " wrong (refuted: an order explains the core)")
                .contains("please report it with the history")
                .hasLineCount(1);
        assertThat(checked.toJson().get("error")).asString().startsWith("the verdict is not to be trusted");
        assertThat(checked.remark()).startsWith("the verdict is not to be trusted");
    }

    @Test
    void tooLargeProofKeepsTheVerdict() {
        CheckedFile checked = check(Confirmation.Outcome.TOO_LARGE, "too large: not settled by 10 steps");
        StringWriter out = new StringWriter();
        CheckText.print(checked, new PrintWriter(out), new PrintWriter(new StringWriter()));

        assertThat(checked.outcome()).isEqualTo(Outcome.VIOLATION);
        assertThat(out.toString())
                .startsWith("VIOLATION: " + file)
                .contains("too large  2 operations: not settled by 10 steps");
    }

    @Test
    void anUnknownVerdictHasNoProof() throws IOException {
        Files.writeString(file, Histories.VALID.replace(":write", ":append"));

        Squall.Result result = Squall.run("check", "--verify", file.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).contains("  proof                    none       nothing is claimed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sequential", "session-guarantees", "set-full", "unique-ids", "register-convergence"})
    void modelWithoutCertificatesIsRefusedFirst(String model) {
        Squall.Result result = Squall.run("check", "--verify", "--model", model, "absent.edn");

        assertThat(result.exitCode()).isEqualTo(254);
        assertThat(result.err())
                .startsWith("squall: --verify was given, and verdicts of " + model + " have no certificates; expected")
                .contains("cas-register")
                .doesNotContain("absent.edn");
    }

    @Test
    void longProofTableShowsFirstOperations() {
        History history = HistoryReader.parse("{:type :invoke, :process 0, :f :write, :value 3}\n"
                + "{:type :ok, :process 0, :f :write, :value 3}\n"
                + IntStream.rangeClosed(1, 24)
                        .mapToObj(process -> "{:type :invoke, :process " + process + ", :f :read, :value nil}\n")
                        .reduce("", String::concat));
        List<Integer> core = IntStream.concat(IntStream.of(0), IntStream.rangeClosed(2, 25))
                .boxed()
                .toList();
        Counterexample claim = new Counterexample(null, core, 0, List.of(), false, List.of());
        StringWriter out = new StringWriter();

        ProofText.printTable(
                new Proof(Proof.Status.CONFIRMED, "confirmed: yes", Optional.of(claim)), history, new PrintWriter(out));

        assertThat(out.toString()).contains("    and 5 more\n", "        19        20  never       read      nil\n");
        assertThat(out.toString().lines()).hasSize(1 + 1 + 20 + 1 + 2);
    }

    @Test
    void keyedProofNamesTheKeyOnce() throws IOException {
        Files.writeString(
                file,
                """
                {:type :invoke, :process 0, :f :write, :value [7 1]}
                {:type :info, :process 0, :f :write, :value [7 1]}
                {:type :invoke, :process 1, :f :cas, :value [7 [3 4]]}
                {:type :ok, :process 1, :f :cas, :value [7 [3 4]]}
                """);

        assertThat(Squall.run("check", "--verify", file.toString()).out())
                .contains(
                        "operations that no order explains on key 7, whatever the others did:",
                        "          1         2  3           cas       [3 4]",
                        "when it ends the state can only be: nil, 1");
    }

    private CheckedFile check(Confirmation.Outcome outcome, String words) {
        CheckModels.Named model = new CheckModels.Named(
                "cas-register",
                "",
                false,
                true,
                true,
                new CasRegister(null)::call,
                (initial, keyed) -> new ProvingChecker(
                        new CasRegister(null),
                        keyed,
                        (history, object, byKey, claim) -> new Confirmation(outcome, words)));
        return new FileCheck(
                        model,
                        false,
                        Optional.empty(),
                        FileCheck.Keyed.AUTO,
                        Budget.DEFAULT,
                        true,
                        Engines.ours(),
                        System::nanoTime)
                .check(file);
    }
}

package dev.squall.cli;

import static dev.squall.system.ExperimentDraft.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.check.session.Guarantee;
import dev.squall.check.session.GuaranteeTally.Finding;
import dev.squall.claims.TrialResult;
import dev.squall.claims.TrialRunner;
import dev.squall.cli.options.CommandLines;
import dev.squall.cli.options.ExperimentOptions;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.fault.FaultFamily;
import dev.squall.system.Claim;
import dev.squall.system.Enumeration;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.system.Trial;
import dev.squall.world.WorldKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class LecturesCommandTest {

    @TempDir
    private Path runs;

    private final TrialRunner runner = new TrialRunner(1, 1, 2);

    private TrialResult run(Trial trial) {
        return runner.run(trial, runs -> {});
    }

    static Stream<Trial> trials() {
        return Systems.installed().claims().stream()
                .flatMap(claim -> Stream.concat(claim.holds().stream(), claim.breaks().stream()));
    }

    @ParameterizedTest
    @MethodSource("trials")
    void claimExperimentsAreSweepArguments(Trial trial) {
        SweepArguments arguments = new SweepArguments();
        CommandLine commandLine = CommandLines.configured(new CommandLine(arguments));
        commandLine.parseArgs(trial.line().split(" "));
        SystemUnderTest system = Systems.installed().named(arguments.system);

        Experiment parsed = arguments.options.toExperiment(system, List.of(), WorldKind.SIMULATED, 1, commandLine);

        assertThat(parsed).isEqualTo(trial.experiment().toExperiment(system, WorldKind.SIMULATED, 1));
        assertThat(arguments.noSwarm).isNotEqualTo(trial.experiment().isSwarm());
    }

    /** The arguments of {@code squall sweep} that an experiment needs. */
    @Command
    private static final class SweepArguments {

        @Parameters
        private String system;

        @Option(names = "--no-swarm")
        private boolean noSwarm;

        @Mixin
        private ExperimentOptions options = new ExperimentOptions();
    }

    @Test
    void everyFlawOfTheCatalogueIsCaughtByAClaim() {
        Set<String> caught = trials().filter(trial -> trial instanceof Trial.Caught)
                .map(Trial::system)
                .collect(Collectors.toSet());

        assertThat(Systems.installed().withProgram().stream()
                        .filter(system -> system.flaw().isPresent())
                        .map(SystemUnderTest::name))
                .hasSizeGreaterThanOrEqualTo(24)
                .allMatch(caught::contains);
    }

    @Test
    void noTwoClaimsHaveOneName() {
        assertThat(Systems.installed().claims().stream().map(Claim::id))
                .contains("cap", "fifo-link")
                .doesNotHaveDuplicates();
    }

    @Test
    void unwritableClaimsFolderIsReported() throws Exception {
        Path file = Files.createFile(runs.resolve("a file"));

        Squall.Result result = Squall.run("lectures", "cap", "--runs", file.toString());

        assertThat(result.exitCode()).isEqualTo(255);
        assertThat(result.out()).contains("1 of 1 claims confirmed");
        assertThat(result.err()).contains("cannot write", "name a folder that can be written by --runs");
    }

    @Test
    void confirmedClaimsAreReported() throws Exception {
        Squall.run("lectures", "quorum-availability", "--runs", runs.toString());
        Squall.Result result = Squall.run("lectures", "fifo-link", "cap", "--json", "--runs", runs.toString());

        assertThat(result.exitCode()).isZero();
        assertThat(new ObjectMapper()
                        .readTree(runs.resolve("lectures.json").toFile())
                        .path("claims"))
                .extracting(claim -> claim.path("claim").asText())
                .containsExactly("fifo-link", "quorum-availability", "cap");
        assertThat(runs.resolve("index.html")).content().contains("fifo-link, simulated, ");
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(json.get("claims")).hasSize(2).allMatch(claim -> claim.get("confirmed")
                .asBoolean());
        assertThat(json.get("claims").get(0).get("breaks").get(0).get("seen").asText())
                .startsWith("caught in run ");
        assertThat(json.get("topics")).hasSize(23);
        assertThat(json.get("claims").get(0).get("links").findValuesAsText("name"))
                .contains("LinkNode", "fifo_link.py");
        assertThat(result.err()).contains("confirmed  fifo-link (lecture 2.3)").contains("2 of 2 claims confirmed");
    }

    @Test
    void runsThatShowAClaimAreKept() throws Exception {
        Squall.Result result = Squall.run("lectures", "fifo-link", "--runs", runs.toString());

        Path caught = runs.resolve("lectures/fifo-link/fifo-link-no-hold-back-buffer");
        Path hardest = runs.resolve("lectures/fifo-link/fifo-link");
        assertThat(result.exitCode()).isZero();
        assertThat(caught.resolve("report.html")).content().contains("fifo-link-no-hold-back-buffer: violation");
        assertThat(hardest.resolve("report.html")).content().contains("fifo-link: valid");
        assertThat(runs.resolve("index.html"))
                .content()
                .contains("./lectures/fifo-link/fifo-link-no-hold-back-buffer/report.html")
                .contains("fifo-link, simulated, partition: sound survived 1, its run")
                .doesNotContain("There is no run here yet");
        JsonNode kept =
                new ObjectMapper().readTree(caught.resolve("experiment.json").toFile());
        assertThat(result.out()).contains(kept.path("command").asText());
    }

    @Test
    void repeatedTrialShowsTheSameRun() {
        Trial trial = Trial.survives(on("raft-kv").timeLimitMillis(1_000), 6);

        Experiment once = run(trial).shown().orElseThrow().run().experiment();
        TrialResult again = new TrialRunner(1, 1, 1).run(trial, runs -> {});

        assertThat(again.shown().orElseThrow().run().experiment()).isEqualTo(once);
    }

    @Test
    void repeatedTrialGivesTheSameWords() {
        Trial trial = Trial.caught(on("raft-kv-vote-not-stable").timeLimitMillis(5_000));

        assertThat(run(trial).words()).isEqualTo(run(trial).words()).startsWith("caught in run ");
    }

    @Test
    void unknownClaimErrorSuggestsOrListsClaims() {
        Squall.Result misspelt = Squall.run("lectures", "fifo-lunk");
        Squall.Result strange = Squall.run("lectures", "moonlight");

        assertThat(misspelt.exitCode()).isEqualTo(Outcome.BAD_ARGUMENTS_EXIT_CODE);
        assertThat(misspelt.err()).contains("there is no claim 'fifo-lunk'; did you mean fifo-link?");
        assertThat(strange.exitCode()).isEqualTo(Outcome.BAD_ARGUMENTS_EXIT_CODE);
        assertThat(strange.err())
                .contains("there is no claim 'moonlight'; expected one of ", "link-reliable, fifo-link,");
    }

    @Test
    void failedSurvivalRefutesTheClaim() {
        TrialResult result = run(Trial.survives(
                on("quorum-do-not-overlap").timeLimitMillis(3_000).faults(FaultFamily.PARTITION), 20));

        assertThat(result.outcome()).isEqualTo(Outcome.VIOLATION);
        assertThat(result.words()).startsWith("violation at seed ");
        assertThat(result.repeat()).startsWith("./squall run quorum-do-not-overlap ");
    }

    @Test
    void vacuousRunsConfirmNothing() {
        TrialResult result = run(Trial.survives(
                on("quorum-abd").timeLimitMillis(1_000).ratePerSecond(1).faults(), 5));

        assertThat(result.outcome()).isEqualTo(Outcome.VACUOUS);
        assertThat(result.words()).startsWith("5 of 5 runs prove nothing: ");
    }

    @Test
    void uncaughtFlawConfirmsNothing() {
        TrialResult result = run(Trial.caught(
                on("raft-kv-leader-reads-its-own-state").timeLimitMillis(1_000).faults(), 3));

        assertThat(result.outcome()).isEqualTo(Outcome.VACUOUS);
        assertThat(result.words()).isEqualTo("not caught with stale-read in 3 runs");
    }

    @Test
    void unexpectedAvailabilityRefutesTheClaim() {
        List<String> majority = List.of("n3", "n4", "n5");
        Trial.Isolation cutOff = Trial.Isolation.CUT_OFF;

        assertThat(run(Trial.answers(on("quorum-abd"), cutOff, List.of("n1", "n2"), majority))
                        .outcome())
                .isEqualTo(Outcome.VALID);
        assertThat(run(Trial.answers(on("quorum-abd"), cutOff, List.of("n1", "n2"), List.of()))
                        .outcome())
                .isEqualTo(Outcome.VIOLATION);
        assertThat(run(Trial.answers(on("quorum-abd-answers-on-both-sides"), cutOff, List.of("n1", "n2"), majority))
                        .outcome())
                .isEqualTo(Outcome.VIOLATION);
    }

    @Test
    void brokenGuaranteeRefutesTheClaim() {
        TrialResult result = run(Trial.sessions(
                on("lww-map").workload("session-roaming").timeLimitMillis(2_000),
                10,
                Map.of(Guarantee.READ_YOUR_WRITES, Finding.KEPT)));

        assertThat(result.outcome()).isEqualTo(Outcome.VIOLATION);
        assertThat(result.words()).isEqualTo("read-your-writes broken");
    }

    @Test
    void runWithoutTheMeasuredQuantityIsLeftOut() {
        Trial.Measured interleaving = trials().filter(Trial.Measured.class::isInstance)
                .map(Trial.Measured.class::cast)
                .filter(trial -> trial.experiment().system().equals("text-crdt"))
                .findFirst()
                .orElseThrow();

        // With this master seed, no two editors typed at one place in one of the runs.
        TrialResult result = new TrialRunner(13, 1, 2).run(interleaving, runs -> {});

        assertThat(result.outcome()).isEqualTo(Outcome.VALID);
        assertThat(result.words()).contains("1 of 40 runs left out: seed 945238897 has no interleaved");
    }

    @Test
    void measurementThatManyRunsLackProvesNothing() {
        TrialResult result = run(Trial.measured(
                on("text-crdt").timeLimitMillis(100),
                2,
                new Trial.Quantity("text-interleaving", "interleaved", 0, 1, "any share")));

        assertThat(result.outcome()).isEqualTo(Outcome.VACUOUS);
        assertThat(result.words()).contains("1 of 2 runs left out: seed 10389828 has no interleaved");
    }

    @Test
    void enumeratedTrialTakesItsFindingAndTheEffort() {
        List<Enumeration.Effort> efforts = new ArrayList<>();
        Enumeration two = effort -> {
            efforts.add(effort);
            return new Enumeration.Finding(true, "both of 2 cases", 2);
        };
        Enumeration none = effort -> new Enumeration.Finding(false, "1 of 2 cases is another", 2);

        TrialResult drawn = new TrialRunner(1, 50, 3).run(Trial.drawn(on("quorum"), two), done -> {});

        assertThat(drawn.outcome()).isEqualTo(Outcome.VALID);
        assertThat(drawn.words()).isEqualTo("both of 2 cases");
        assertThat(drawn.runs()).isEqualTo(2);
        assertThat(efforts).singleElement().satisfies(effort -> {
            assertThat(effort.factor()).isEqualTo(50);
            assertThat(effort.threads()).isEqualTo(3);
            assertThat(effort.isStopped().getAsBoolean()).isFalse();
        });
        assertThat(run(Trial.exhaustive(on("quorum"), none)).outcome()).isEqualTo(Outcome.VIOLATION);
        assertThat(Trial.exhaustive(on("quorum"), none).isBreaking()).isFalse();
        assertThat(Trial.exhaustive(on("quorum"), none).breaking().isBreaking()).isTrue();
    }

    @Test
    void interruptedEnumerationConfirmsNothing() {
        Enumeration interrupted = effort -> {
            runner.stop();
            assertThat(effort.isStopped().getAsBoolean()).isTrue();
            return new Enumeration.Finding(true, "1 of 2 cases", 1);
        };

        TrialResult result = run(Trial.exhaustive(on("quorum"), interrupted));

        assertThat(result.outcome()).isEqualTo(Outcome.VACUOUS);
        assertThat(result.words()).isEqualTo("interrupted; cases run: 1");
    }
}

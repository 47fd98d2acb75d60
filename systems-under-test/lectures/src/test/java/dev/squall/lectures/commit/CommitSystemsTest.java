package dev.squall.lectures.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.lectures.commit.flawed.ParticipantDecidesAlone;
import dev.squall.run.Sweep;
import dev.squall.system.Enumeration.Effort;
import dev.squall.system.Enumeration.Finding;
import dev.squall.system.ExperimentDraft;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.world.WorldKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitSystemsTest {

    private static final Effort EFFORT = new Effort(1, 1, 1, () -> false, cases -> {});

    /** Runs the seeds from 1 on, each with every fault of the system model at once. */
    private static Sweep.Result sweep(String name, int seeds) {
        SystemUnderTest system = Systems.installed().named(name);
        Experiment experiment =
                ExperimentDraft.on(name).timeLimitMillis(5_000).toExperiment(system, WorldKind.SIMULATED, 1);
        return new Sweep(experiment, system, Systems.installed().workload(experiment.workload()), Budget.DEFAULT, false)
                .run(seeds, 2, run -> false, false, done -> {});
    }

    @ParameterizedTest
    @ValueSource(strings = {"2pc", "2pc-fault-tolerant"})
    void soundSystemsSurviveAllFaults(String name) {
        Sweep.Result result = sweep(name, 20);

        assertThat(result.errors()).isEmpty();
        assertThat(result.counts()).doesNotContainKeys(Outcome.VIOLATION, Outcome.UNKNOWN);
        assertThat(result.effects()).containsKeys("partition", "packet", "kill", "pause", "clock", "disk");
    }

    @Test
    void participantsInDoubtWaitForTheCoordinator() {
        Finding finding = new CoordinatorCrashCases(new TwoPhaseCommitProgram(), true).run(EFFORT);

        assertThat(finding.isAsExpected()).as(finding.words()).isTrue();
        assertThat(finding.words()).contains("stayed in doubt for the 10 s until the coordinator returned");
    }

    @Test
    void participantsInDoubtDecideWithoutTheCoordinatorByVotes() {
        Finding finding = new CoordinatorCrashCases(new FaultTolerantCommitProgram(), false).run(EFFORT);

        assertThat(finding.isAsExpected()).as(finding.words()).isTrue();
    }

    @Test
    void enumerationTellsBlockingFromNotBlocking() {
        assertThat(new CoordinatorCrashCases(new TwoPhaseCommitProgram(), false)
                        .run(EFFORT)
                        .words())
                .contains("were in doubt for 10 s");
        assertThat(new CoordinatorCrashCases(new ParticipantDecidesAlone(), true)
                        .run(EFFORT)
                        .isAsExpected())
                .isFalse();
    }

    @Test
    void systemThatAlwaysAbortsIsVacuous() {
        Verdict votes = Verdict.valid(CommitJournal.VOTES, "", Map.of(CommitJournal.COMMITS, 0L));

        assertThat(new CommitWorkload().vacuities(List.of(votes))).containsExactly("no transaction was committed");
    }
}

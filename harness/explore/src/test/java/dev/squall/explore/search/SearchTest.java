package dev.squall.explore.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SearchTest {

    private static final int PROGRAMS = 300;

    @Test
    void reductionsFindEveryOutcomeOfPlainEnumeration() {
        SplittableRandom random = new SplittableRandom(1);
        long reduced = 0;
        for (int i = 0; i < PROGRAMS; i++) {
            RandomProgram program = new RandomProgram(random);
            Set<String> all = new TreeSet<>();
            Search.Counts plain = search(program, Reduction.NONE, all);
            for (Reduction reduction : List.of(Reduction.SLEEP_SETS, Reduction.SOURCE_SETS)) {
                Set<String> found = new TreeSet<>();
                Search.Counts counts = search(program, reduction, found);
                assertThat(found)
                        .as("%s of program %d: %s", reduction, i, program)
                        .isEqualTo(all);
                assertThat(counts.exhausted()).isTrue();
                assertThat(counts.schedules()).isLessThanOrEqualTo(plain.schedules());
                reduced += plain.schedules() - counts.schedules();
            }
        }
        assertThat(reduced).isPositive();
    }

    @Test
    void reductionsTryOneScheduleOfEachClass() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < PROGRAMS; i++) {
            RandomProgram program = new RandomProgram(random);
            Search.Counts sleep = search(program, Reduction.SLEEP_SETS, new TreeSet<>());
            Search.Counts source = search(program, Reduction.SOURCE_SETS, new TreeSet<>());

            assertThat(source.schedules()).as("program %d: %s", i, program).isEqualTo(sleep.schedules());
            assertThat(source.steps()).isLessThanOrEqualTo(sleep.steps());
        }
    }

    private static Search.Counts search(RandomProgram program, Reduction reduction, Set<String> outcomes) {
        return new Search<RandomProgram.Run>(program::start, reduction, (run, schedule) -> {
                    outcomes.add(run.outcome());
                    return true;
                })
                .run();
    }

    @Test
    void sleepSetsFindEveryOutcomeOfCutSchedules() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < PROGRAMS; i++) {
            RandomProgram program = new RandomProgram(random);
            for (int length = 0; length < 5; length++) {
                assertThat(cutOutcomes(program, Reduction.SLEEP_SETS, length))
                        .as("program %d cut at %d: %s", i, length, program)
                        .isEqualTo(cutOutcomes(program, Reduction.NONE, length));
            }
        }
    }

    private static Set<String> cutOutcomes(RandomProgram program, Reduction reduction, int length) {
        Set<String> outcomes = new TreeSet<>();
        new Search<RandomProgram.Run>(program::start, reduction, (run, schedule) -> {
                    outcomes.add(run.outcome());
                    return true;
                })
                .cutAt(length)
                .run();
        return outcomes;
    }

    @Test
    void twoPhaseCommitHasThePublishedNumberOfStates() {
        // Gray and Lamport, Consensus on Transaction Commit; counted with TLC and Stateright.
        assertThat(states(3, Reduction.NONE)).isEqualTo(288);
        assertThat(states(3, Reduction.SLEEP_SETS)).isEqualTo(288);
        assertThat(states(5, Reduction.NONE)).isEqualTo(8_832);
        assertThat(states(5, Reduction.SLEEP_SETS)).isEqualTo(8_832);
    }

    private static long states(int managers, Reduction reduction) {
        return new Search<TwoPhaseCommitModel>(
                        () -> new TwoPhaseCommitModel(managers), reduction, (model, schedule) -> true)
                .matchingStates(Long.MAX_VALUE)
                .run()
                .states();
    }

    @Test
    void sleepSetsTakeFewerStepsToTheSameStates() {
        assertThat(steps(Reduction.SLEEP_SETS)).isLessThan(steps(Reduction.NONE));
    }

    private static long steps(Reduction reduction) {
        return new Search<TwoPhaseCommitModel>(() -> new TwoPhaseCommitModel(3), reduction, (model, schedule) -> true)
                .matchingStates(Long.MAX_VALUE)
                .run()
                .steps();
    }

    @Test
    void searchEndsWhenItsListenerOrItsConditionSaysSo() {
        RandomProgram program = new RandomProgram(new SplittableRandom(1));
        List<long[]> schedules = new ArrayList<>();
        Search.Counts first = new Search<RandomProgram.Run>(program::start, Reduction.NONE, (run, schedule) -> {
                    schedules.add(schedule.toArray());
                    return false;
                })
                .run();

        assertThat(first.exhausted()).isFalse();
        assertThat(schedules).hasSize(1);
        assertThat(first.longest()).isEqualTo(schedules.get(0).length);
        Search.Counts stopped = new Search<TwoPhaseCommitModel>(
                        () -> new TwoPhaseCommitModel(3), Reduction.NONE, (model, schedule) -> true)
                .until(() -> true)
                .run();
        assertThat(stopped.exhausted()).isFalse();
        assertThat(stopped.steps()).isPositive();
    }

    @Test
    void sameSearchTriesTheSameSchedulesInTheSameOrder() {
        RandomProgram program = new RandomProgram(new SplittableRandom(4));
        assertThat(schedules(program)).isEqualTo(schedules(program)).isNotEmpty();
    }

    private static List<String> schedules(RandomProgram program) {
        List<String> schedules = new ArrayList<>();
        new Search<RandomProgram.Run>(
                        program::start,
                        Reduction.SOURCE_SETS,
                        (run, schedule) -> schedules.add(Arrays.toString(schedule.toArray())))
                .run();
        return schedules;
    }

    @Test
    void statesAreNotMatchedWithSourceSets() {
        assertThatThrownBy(() -> new Search<TwoPhaseCommitModel>(
                                () -> new TwoPhaseCommitModel(3), Reduction.SOURCE_SETS, (model, schedule) -> true)
                        .matchingStates(Long.MAX_VALUE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("source sets");
    }
}

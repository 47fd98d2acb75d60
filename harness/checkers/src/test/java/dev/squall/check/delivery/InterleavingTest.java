package dev.squall.check.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Verdict;
import dev.squall.check.journal.CrashContract;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Tests that no interleaving of the nodes' journals changes a verdict. */
class InterleavingTest {

    @Property(tries = 500)
    void theInterleavingOfTheJournalsChangesNoVerdict(
            @ForAll long runSeed, @ForAll long interleavingSeed, @ForAll CrashContract contract) {
        RandomRun run = new RandomRun(new Random(runSeed), true);
        List<Integer> asItHappened =
                IntStream.range(0, run.facts.size()).boxed().toList();
        int due = run.facts.size() / 2;
        assertThat(BroadcastOracleTest.verdicts(run, contract, due, run.interleaved(new Random(interleavingSeed))))
                .extracting(Verdict::validity)
                .isEqualTo(BroadcastOracleTest.verdicts(run, contract, due, asItHappened).stream()
                        .map(Verdict::validity)
                        .toList());
    }
}

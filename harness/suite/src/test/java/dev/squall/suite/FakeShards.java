package dev.squall.suite;

import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Shards of a suite whose runs do nothing. Each shard begins a second after the one before. */
public final class FakeShards {

    private static final String TEXT =
            """
            suite: s
            experiments:
              - name: one
                systems: [raft-kv, quorum]
                seeds: [1, 2, 3, 4, 5, 6, 7, 8]
                failures-max: 100
            """;

    public Function<Experiment, Outcome> outcomes = experiment -> Outcome.VALID;
    public long masterSeed = 5;
    private final Path runs;
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    public FakeShards(Path runs) {
        this.runs = runs;
    }

    public FakeShards(Path runs, Function<Experiment, Outcome> outcomes) {
        this(runs);
        this.outcomes = outcomes;
    }

    /** Runs a shard, writes its reports, and returns its folder. */
    public Path run(String shard) {
        now = now.plusSeconds(1);
        Identity identity = new Identity("s", "0", "abc", masterSeed, shard);
        SuiteMetadata metadata = new SuiteMetadata(Path.of("s.yaml"), identity, Map.of("commit", "abc"), now);
        FakeWorkbench workbench = new FakeWorkbench();
        workbench.outcomes = outcomes;
        try (SuiteFolder folder = SuiteFolder.open(runs, identity, false, now)) {
            SuiteRunner.Limits limits = new SuiteRunner.Limits(1, 1, Long.MAX_VALUE / 2);
            Suite suite = FakeSystems.suite(TEXT);
            SuiteResult result = new SuiteRunner(
                            suite, masterSeed, Shard.parse(shard), workbench, folder, limits, workbench::nanoTime)
                    .run(report -> {});
            SuiteReports.write(result, metadata, folder, Optional.empty());
            return folder.path();
        }
    }
}

package dev.squall.report;

import dev.squall.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folders of many small runs of one experiment, as runs leave them. */
public final class RecordedRuns {

    private static final String EXPERIMENT =
            """
            {"version": "1.0", "commit": "abc", "command": "./squall run store --world simulated --seed 7",
             "experiment": {"system": "store", "workload": "lin-kv", "world": "simulated", "faults": ["clock"],
               "concurrency": 2, "seed": 7}}
            """;

    private static final String HISTORY =
            """
            {:time 1000000, :type :invoke, :process 0, :f :write, :value [0 "<script>"]}
            {:time 3000000, :type :ok, :process 0, :f :write, :value [0 "<script>"], :node "n1"}
            {:time 4000000, :type :invoke, :process 1, :f :read, :value [0 nil]}
            {:time 9000000, :type :ok, :process 1, :f :read, :value [0 nil], :node "n2"}
            """;

    private static final String VERDICT =
            """
            {"outcome": "%s", "verdicts": [
              {"checker": "linearizable", "validity": "%s", "summary": "what a <read> said"},
              {"checker": "statistics", "validity": "valid", "summary": "2 operations, 2 ok",
               "details": {"all": {"latency": {"p50Nanos": 2000000, "p99Nanos": 5000000}}}}],
             "faults": [{"fault": "clock", "injections": 1, "bites": 1, "evidence": "1 clock seen off"}],
             "vacuous": []}
            """;

    private RecordedRuns() {}

    public static Path violating(Path folder) throws IOException {
        interrupted(folder);
        Files.writeString(folder.resolve(RunFolder.VERDICT_FILE), VERDICT.formatted("violation", "violation"));
        return folder;
    }

    public static Path valid(Path folder) throws IOException {
        interrupted(folder);
        Files.writeString(folder.resolve(RunFolder.VERDICT_FILE), VERDICT.formatted("valid", "valid"));
        return folder;
    }

    /** One that was not judged, or not yet. */
    public static Path interrupted(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(RunFolder.EXPERIMENT_FILE), EXPERIMENT);
        Files.writeString(folder.resolve(RunFolder.HISTORY_FILE), HISTORY);
        return folder;
    }
}

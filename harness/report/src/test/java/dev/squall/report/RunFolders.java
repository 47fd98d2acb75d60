package dev.squall.report;

import dev.squall.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of runs, as runs leave them. */
public final class RunFolders {

    /** A value that would be a script if it were not shown as text. */
    static final String SCRIPT = "</script><script>window.foreign = 1</script>";

    private static final String EXPERIMENT =
            """
            {"version": "1.0", "java": "17", "command": "./squall run store --seed 7 --option name='<b>'",
             "experiment": {"system": "store", "workload": "lin-kv", "nodeCount": 3, "concurrency": 3, "seed": 7}}
            """;

    private static final String HISTORY =
            """
            {:index 0, :time 1000000, :type :invoke, :process 0, :f :write, :value ["k7" 4]}
            {:index 1, :time 9000000, :type :ok, :process 0, :f :write, :value ["k7" 4], :node "n1"}
            {:index 2, :time 10000000, :type :info, :process :nemesis, :f :start-partition, :value :halves}
            {:index 3, :time 10000000, :type :info, :process :nemesis, :f :start-partition, :value \
            {:family :halves, :cut {"n3" ["n1" "n2"]}}}
            {:index 4, :time 20000000, :type :invoke, :process 0, :f :write, :value ["k7" 5]}
            {:index 5, :time 21000000, :type :invoke, :process 1, :f :write, :value ["other" "%s"]}
            {:index 6, :time 30000000, :type :ok, :process 0, :f :write, :value ["k7" 5], :node "n1"}
            {:index 7, :time 31000000, :type :info, :process 1, :f :write, :value ["other" 1], :error "no answer"}
            {:index 8, :time 32000000, :type :invoke, :process 4, :f :cas, :value ["k7" [8 9]]}
            {:index 9, :time 34000000, :type :fail, :process 4, :f :cas, :value ["k7" [8 9]], :node "n2"}
            {:index 10, :time 150000000, :type :invoke, :process 2, :f :read, :value ["k7" nil]}
            {:index 11, :time 160000000, :type :ok, :process 2, :f :read, :value ["k7" %s], :node "n3"}
            {:index 12, :time 170000000, :type :info, :process :nemesis, :f :stop-partition, :value nil}
            {:index 13, :time 190000000, :type :info, :process :nemesis, :f :heal, :value nil}
            {:index 14, :time 200000000, :type :invoke, :process 0, :f :read, :value ["k7" nil]}
            """;

    private static final String VIOLATION =
            """
            {"outcome": "violation", "verdicts": [
              {"checker": "linearizable", "validity": "violation", "anomaly": "stale-read",
               "summary": "key \\"k7\\": read returned 4", "operations": [4, 6, 10, 11],
               "proof": {"status": "confirmed", "words": "confirmed: no order explains the core",
                         "core": [4, 10], "unplaceable": 10, "possibleStates": ["5"]}},
              {"checker": "statistics", "validity": "valid", "summary": "6 operations, 3 ok"}],
             "faults": [{"fault": "partition", "injections": 1, "bites": 3, "evidence": "3 messages cut"}],
             "vacuous": []}
            """;

    private static final String VALID =
            """
            {"outcome": "valid", "verdicts": [
              {"checker": "linearizable", "validity": "valid", "summary": "it has a linearization"}],
             "faults": [], "vacuous": []}
            """;

    private static final String CERTIFICATE =
            """
            {"orders": [{"key": "\\"k7\\"", "invocations": [0, 4, 10]}]}
            """;

    private RunFolders() {}

    /** A node answers with what has been overwritten 120 ms before. */
    public static Path violating(Path folder) throws IOException {
        write(folder, RunFolder.VERDICT_FILE, VIOLATION);
        return recorded(folder, "4");
    }

    public static Path valid(Path folder) throws IOException {
        write(folder, RunFolder.VERDICT_FILE, VALID);
        write(folder, RunFolder.CERTIFICATE_FILE, CERTIFICATE);
        return recorded(folder, "5");
    }

    /** One without a verdict, whose last line was cut short. */
    static Path interrupted(Path folder) throws IOException {
        recorded(folder, "5");
        Path history = folder.resolve(RunFolder.HISTORY_FILE);
        String text = Files.readString(history);
        Files.writeString(history, text.substring(0, text.length() - 20));
        return folder;
    }

    private static Path recorded(Path folder, String read) throws IOException {
        write(folder, RunFolder.EXPERIMENT_FILE, EXPERIMENT);
        write(folder, RunFolder.HISTORY_FILE, HISTORY.formatted(SCRIPT, read));
        return folder;
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name), text);
    }
}

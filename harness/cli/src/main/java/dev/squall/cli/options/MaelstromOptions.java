package dev.squall.cli.options;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Maelstrom's spellings of options of workloads; each stands for an {@code --option}. */
public final class MaelstromOptions {

    @Option(
            names = "--topology",
            paramLabel = "SHAPE",
            description = "Neighbours that broadcast nodes are told: line, grid, tree2, tree3, tree4 or total"
                    + " (default: grid).")
    private String topology;

    @Option(
            names = "--availability",
            paramLabel = "SHARE",
            description = "Share of an executable's operations that must succeed, such as 0.99, or total (default:"
                    + " none).")
    private String availability;

    @Option(
            names = "--consistency-models",
            paramLabel = "LEVEL",
            description = "Isolation level that transactions must keep (default: strict-serializable).")
    private String consistencyModels;

    @Option(
            names = "--max-txn-length",
            paramLabel = "N",
            description = "Largest number of operations of a transaction (default: 2).")
    private String maxTxnLength;

    @Option(
            names = "--max-writes-per-key",
            paramLabel = "N",
            description = "Writes after which a fresh key replaces a key (default: the workload's).")
    private String maxWritesPerKey;

    @Option(
            names = "--key-count",
            paramLabel = "N",
            description = "Keys in use at the same time (default: the workload's).")
    private String keyCount;

    /** Returns the options of the workload that were given, by the names that workloads know. */
    Map<String, String> workloadOptions() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "topology", topology);
        put(given, "availability", availability);
        put(given, "level", consistencyModels);
        put(given, "max-txn-length", maxTxnLength);
        put(given, "max-writes-per-key", maxWritesPerKey);
        put(given, "key-count", keyCount);
        return given;
    }

    private static void put(Map<String, String> given, String name, String value) {
        if (value != null) {
            given.put(name, value);
        }
    }
}

package dev.squall.lectures.transactions;

import dev.squall.node.NodeProgram;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import java.util.List;
import java.util.Map;

/** Systems under test of one transactional store at four isolation levels. */
public final class TransactionsSystems implements SystemFamily {

    private static final String LISTS = "txn-list-append";
    private static final String REGISTERS = "txn-rw-register";

    @Override
    public String topic() {
        return "transactions";
    }

    @Override
    public List<SystemUnderTest> systems() {
        return List.of(
                system(
                        "txn-serializable",
                        "transactions under strict two-phase locking",
                        new TransactionsProgram.Serializable(),
                        "strict-serializable",
                        LISTS,
                        REGISTERS,
                        "bank",
                        "long-fork",
                        "write-skew"),
                system(
                        "txn-snapshot-isolation",
                        "transactions that read a snapshot; the first committer wins",
                        new TransactionsProgram.SnapshotIsolation(),
                        "strong-snapshot-isolation",
                        LISTS,
                        REGISTERS,
                        "bank",
                        "long-fork"),
                system(
                        "txn-read-committed",
                        "transactions whose reads see what is committed at that moment",
                        new TransactionsProgram.ReadCommitted(),
                        "strong-read-committed",
                        LISTS,
                        REGISTERS),
                system(
                        "txn-read-uncommitted",
                        "transactions that write in place and read what others have not committed",
                        new TransactionsProgram.ReadUncommitted(),
                        "strong-read-uncommitted",
                        LISTS,
                        REGISTERS));
    }

    private static SystemUnderTest system(
            String name, String description, NodeProgram program, String level, String... workloads) {
        return SystemUnderTest.of(name, description, program, workloads).workloadOptions(Map.of("level", level));
    }
}

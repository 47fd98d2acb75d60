package dev.squall.lectures.store;

import dev.squall.lectures.commit.CommitJournal;
import dev.squall.lectures.commit.CommitJournal.Decider;
import dev.squall.lectures.store.flawed.NoDeadlockHandling;
import dev.squall.lectures.store.flawed.ReadLocksReleasedEarly;
import dev.squall.lectures.store.flawed.ReadsWithoutLocks;
import dev.squall.system.Flaw;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import java.util.List;
import java.util.Map;

/**
 * A transactional store: shards with strict two-phase locking, as participants of two-phase commit (lecture 7.1). The
 * claim {@code 2pc-atomic} contains its trials.
 */
public final class StoreSystems implements SystemFamily {

    private static final String LISTS = "txn-list-append";
    private static final String REGISTERS = "txn-rw-register";
    private static final String BANK = "bank";
    private static final String WRONG_TOTAL = "wrong-total";

    private static final SystemUnderTest STORE = SystemUnderTest.of(
                    "2pc-store",
                    "a transactional store of shards, by strict two-phase locking and two-phase commit",
                    new StoreProgram(),
                    LISTS,
                    REGISTERS,
                    BANK,
                    "long-fork",
                    "write-skew")
            // Few accounts, so that a read of all balances needs few shards and often succeeds under faults.
            .workloadOptions(Map.of("level", "strict-serializable", "account-count", "3"))
            .journal(nodes -> CommitJournal.ofSafety(Decider.COORDINATOR));

    @Override
    public String topic() {
        return "store";
    }

    @Override
    public List<SystemUnderTest> systems() {
        return List.of(
                STORE,
                STORE.flawed(
                                "read-locks-released-early",
                                "a store of shards whose transactions keep the locks of their writes only",
                                new ReadLocksReleasedEarly(),
                                new Flaw("what a transaction has read changes before it commits", WRONG_TOTAL))
                        .serving(BANK, LISTS),
                STORE.flawed(
                                "reads-without-locks",
                                "a store of shards whose reads take no lock",
                                new ReadsWithoutLocks(),
                                new Flaw("a read sees one shard before a commit, and another shard after", WRONG_TOTAL))
                        .serving(BANK, LISTS),
                STORE.flawed(
                                "no-deadlock-handling",
                                "a store of shards whose transactions wait for every lock",
                                new NoDeadlockHandling(),
                                new Flaw("transactions wait for each other for ever", "no-recovery"))
                        .serving(BANK));
    }
}

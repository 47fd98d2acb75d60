package dev.squall.lectures.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.transactions.LockTable.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LockTableTest {

    private final LockTable locks = new LockTable();

    @Test
    void sharedLocksDoNotConflict() {
        assertThat(locks.acquire("x", 1, false)).isEqualTo(Answer.GRANTED);
        assertThat(locks.acquire("x", 2, false)).isEqualTo(Answer.GRANTED);
    }

    @Test
    void olderTransactionWaitsAndYoungerDies() {
        locks.acquire("x", 2, true);

        assertThat(locks.acquire("x", 1, false)).isEqualTo(Answer.WAIT);
        assertThat(locks.acquire("x", 3, false)).isEqualTo(Answer.DIE);
    }

    @Test
    void readerDoesNotOvertakeAnOlderWriterThatWaits() {
        locks.acquire("x", 5, false);
        assertThat(locks.acquire("x", 2, true)).isEqualTo(Answer.WAIT);

        assertThat(locks.acquire("x", 6, false)).isEqualTo(Answer.DIE);
        assertThat(locks.acquire("x", 1, false)).isEqualTo(Answer.GRANTED);
    }

    @Test
    void holderMayRaiseItsLockWhileAnOlderTransactionWaits() {
        locks.acquire("x", 5, false);
        locks.acquire("x", 2, true);

        assertThat(locks.acquire("x", 5, false)).isEqualTo(Answer.GRANTED);
        assertThat(locks.acquire("x", 5, true)).isEqualTo(Answer.GRANTED);
    }

    @Test
    void transactionThatHasEndedWaitsNoLonger() {
        locks.acquire("x", 5, false);
        locks.acquire("x", 2, true);
        locks.release(2);

        assertThat(locks.acquire("x", 6, false)).isEqualTo(Answer.GRANTED);
    }

    @Test
    void lockIsGrantedAfterTheRelease() {
        locks.acquire("x", 5, true);
        locks.acquire("x", 2, true);
        locks.release(5);

        assertThat(locks.acquire("x", 2, true)).isEqualTo(Answer.GRANTED);
        assertThat(locks.exclusiveHolder("x")).isEqualTo(2);
    }

    /** Each request: three bits of the ticket, one of the key, one for an exclusive lock. */
    @Property
    void locksNeverConflictAndNobodyWaitsForAnOlderHolder(
            @ForAll @Size(max = 60) List<@IntRange(max = 31) Integer> requests) {
        LockTable table = new LockTable();
        Map<Integer, Map<Long, Boolean>> held = new HashMap<>();
        for (int request : requests) {
            long ticket = request & 7;
            int key = request >> 3 & 1;
            boolean isExclusive = request >> 4 == 1;
            List<Long> conflicts = new ArrayList<>();
            held.computeIfAbsent(key, it -> new HashMap<>()).forEach((holder, exclusively) -> {
                if (holder != ticket && (isExclusive || exclusively)) {
                    conflicts.add(holder);
                }
            });
            switch (table.acquire(key, ticket, isExclusive)) {
                case GRANTED -> {
                    assertThat(conflicts).isEmpty();
                    held.get(key).merge(ticket, isExclusive, Boolean::logicalOr);
                }
                case WAIT -> assertThat(conflicts).isNotEmpty().allMatch(holder -> holder > ticket);
                case DIE -> {
                    table.release(ticket);
                    held.values().forEach(ofKey -> ofKey.remove(ticket));
                }
            }
        }
    }
}

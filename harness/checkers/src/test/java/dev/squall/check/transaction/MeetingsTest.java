package dev.squall.check.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.check.transaction.model.TransactionHistory.Status;
import dev.squall.check.transaction.model.TransactionHistoryBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Tests of the count of meetings against the count of all pairs. */
class MeetingsTest {

    private static TransactionHistory random(long seed) {
        Random random = new Random(seed);
        TransactionHistoryBuilder builder = new TransactionHistoryBuilder();
        List<Integer> open = new ArrayList<>();
        int index = 0;
        int begun = 0;
        int transactions = random.nextInt(12);
        while (begun < transactions || !open.isEmpty()) {
            if (begun < transactions && random.nextBoolean()) {
                open.add(builder.begin(begun++, index++));
            } else if (!open.isEmpty()) {
                int transaction = open.remove(random.nextInt(open.size()));
                builder.operationsOf(transaction);
                for (int i = random.nextInt(4); i > 0; i--) {
                    int key = builder.key(random.nextInt(3));
                    if (random.nextBoolean()) {
                        builder.readUnknown(key);
                    } else {
                        builder.append(key, builder.value(index * 10L + i));
                    }
                }
                builder.end(transaction, Status.values()[random.nextInt(10) < 8 ? 0 : 1 + random.nextInt(2)], index++);
            }
        }
        return builder.build(Kind.LIST_APPEND, true, TransactionHistory.NIL);
    }

    private static long allPairs(TransactionHistory history) {
        long count = 0;
        for (int a = 0; a < history.size(); a++) {
            for (int b = 0; b < a; b++) {
                boolean committed = history.isOk(a) && history.isOk(b);
                if (committed && history.invocation(a) < history.completion(b)) {
                    for (int key = 0; key < history.keyCount(); key++) {
                        boolean both = uses(history, a, key, false) && uses(history, b, key, false);
                        boolean writes = uses(history, a, key, true) || uses(history, b, key, true);
                        count += both && writes ? 1 : 0;
                    }
                }
            }
        }
        return count;
    }

    private static boolean uses(TransactionHistory history, int transaction, int key, boolean onlyWrites) {
        for (int operation = history.first(transaction); operation < history.end(transaction); operation++) {
            if (history.key(operation) == key && !(onlyWrites && history.isRead(operation))) {
                return true;
            }
        }
        return false;
    }

    @Property(tries = 2_000)
    void countIsThatOfAllPairs(@ForAll long seed) {
        TransactionHistory history = random(seed);

        assertThat(Meetings.count(history)).isEqualTo(allPairs(history));
    }

    @Test
    void someRandomHistoriesHaveMeetings() {
        assertThat(java.util.stream.LongStream.range(0, 100).filter(seed -> Meetings.count(random(seed)) > 3))
                .hasSizeGreaterThan(5);
    }
}

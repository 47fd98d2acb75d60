package dev.squall.check.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Recording;
import dev.squall.check.Validity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The checker agrees with an oracle that tries all that writes of unknown outcome may have done, on small histories of
 * one register in which one operation follows the other. Sets of writes are bit masks.
 */
class MultiValueAgreementTest {

    private static final int WRITES_MAX = 4;

    /** A history, and what it says. */
    private static final class Small {
        private final Recording recording = new Recording();
        private final int count;
        private final boolean[] acknowledged;
        private final int[] overwritten;
        /** Number of writes that had been invoked when each write was first seen; no bound if it was never seen. */
        private final int[] seenWhen;

        private final int held;

        Small(Random random, boolean outcomesKnown) {
            count = 1 + random.nextInt(WRITES_MAX);
            acknowledged = new boolean[count];
            overwritten = new int[count];
            seenWhen = new int[count];
            Arrays.fill(seenWhen, Integer.MAX_VALUE);
            for (int write = 0; write < count; write++) {
                write(write, random, outcomesKnown);
                if (random.nextInt(4) == 0) {
                    int values = random.nextInt(1 << write + 1);
                    recording.did(99, "read", Arrays.asList("x", null), List.of("x", values(values)));
                    see(values, write + 1);
                }
            }
            held = random.nextInt(1 << count);
            recording.nemesis(FinalReads.BEGIN_LIVENESS_PHASE);
            recording.readAt("n1", 99, Arrays.asList("x", null), List.of("x", values(held)));
            see(held, count);
        }

        private void write(int write, Random random, boolean outcomesKnown) {
            List<Object> argument = List.of("x", (long) write);
            recording.invoke(write, "write", argument);
            acknowledged[write] = outcomesKnown || random.nextInt(3) > 0;
            if (acknowledged[write]) {
                overwritten[write] = random.nextInt(1 << write) & random.nextInt(1 << write);
                recording.ok(write, "write", List.of("x", (long) write, values(overwritten[write])));
                see(overwritten[write], write + 1);
            } else {
                recording.info(write, "write", argument);
            }
        }

        private void see(int values, int when) {
            for (int write = 0; write < count; write++) {
                if ((values >> write & 1) == 1) {
                    seenWhen[write] = Math.min(seenWhen[write], when);
                }
            }
        }

        private static List<Object> values(int mask) {
            return new ArrayList<>(Stream.iterate(0, i -> i + 1)
                    .limit(WRITES_MAX)
                    .filter(i -> (mask >> i & 1) == 1)
                    .map(Integer::longValue)
                    .toList());
        }

        /**
         * Returns true if no write overwrote itself, even through others, or a write that began after it had been seen.
         */
        private boolean isOrdered(int[] chosen) {
            int[] all = chosen.clone();
            for (int via = 0; via < count; via++) {
                for (int i = 0; i < count; i++) {
                    all[i] |= (all[i] >> via & 1) == 1 ? all[via] : 0;
                }
            }
            for (int i = 0; i < count; i++) {
                int bound = Math.min(count, acknowledged[i] ? i + 1 : seenWhen[i]);
                if ((all[i] >> i & 1) == 1 || all[i] >= 1 << bound) {
                    return false;
                }
            }
            return true;
        }

        /** Returns true if some choice of what the unacknowledged writes overwrote leaves exactly the held values. */
        boolean isPossible(int write, int[] chosen, int happened) {
            if (write == count) {
                int gone = 0;
                for (int i = 0; i < count; i++) {
                    gone |= (happened >> i & 1) == 1 ? chosen[i] : 0;
                }
                return held == (happened & ~gone) && isOrdered(chosen);
            }
            if (acknowledged[write]) {
                chosen[write] = overwritten[write];
                return isPossible(write + 1, chosen, happened | 1 << write);
            }
            boolean possible = false;
            for (int set = 0; set < 1 << count; set++) {
                chosen[write] = set;
                possible |= isPossible(write + 1, chosen, happened | 1 << write);
            }
            boolean unseen = seenWhen[write] == Integer.MAX_VALUE;
            chosen[write] = 0;
            return possible || unseen && isPossible(write + 1, chosen, happened);
        }

        Validity checked() {
            return new MultiValueConvergence(Replicas.named())
                    .check(recording.history(), Budget.DEFAULT)
                    .validity();
        }
    }

    @Property(tries = 2_000)
    void knownOutcomesAgreeWithOracle(@ForAll long seed) {
        Small small = new Small(new Random(seed), true);

        assertThat(small.checked())
                .as("%s", small.recording.history().operations())
                .isEqualTo(small.isPossible(0, new int[small.count], 0) ? Validity.VALID : Validity.VIOLATION);
    }

    @Property(tries = 2_000)
    void allowedHistoryIsNeverViolation(@ForAll long seed) {
        Small small = new Small(new Random(seed), false);
        boolean possible = small.isPossible(0, new int[small.count], 0);

        assertThat(possible && small.checked() == Validity.VIOLATION)
                .as("%s", small.recording.history().operations())
                .isFalse();
    }
}

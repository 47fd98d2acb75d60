package dev.squall.check.totals;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Meter;
import dev.squall.check.Verdict;
import dev.squall.check.convergence.FinalReads;
import dev.squall.check.convergence.FinalReads.FinalRead;
import dev.squall.check.convergence.Replicas;
import dev.squall.history.ClientOperation;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Check that the replicas of an eventually consistent counter agree on a possible sum after all faults have ended. A
 * possible sum includes all acknowledged adds and any subset of the adds of unknown outcome, as in Maelstrom's
 * g-counter and pn-counter workloads. A final read (see {@link FinalReads}) of an impossible sum is {@code
 * impossible-sum}; two different final reads are {@code replicas-differ}.
 *
 * <p>Takes O(n + u s) for n operations and u adds of unknown outcome, whose sums span a range of size s. The history's
 * operations are {@code add} with a whole number, and {@code read}, completed with a whole number; the counter begins
 * at 0. The verdict is unknown if a replica gave no final read, the replica of a final read is unknown, the history has
 * another shape, or the budget was spent.
 */
public final class CounterFinalReads implements Checker {

    private static final String NAME = "counter-final-reads";

    private final Replicas replicas;

    /** @param replicas finds the replica that answered an operation */
    public CounterFinalReads(Replicas replicas) {
        this.replicas = Objects.requireNonNull(replicas, "replicas");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> observingFunctions() {
        return Set.of("read");
    }

    @Override
    public Verdict check(History history, Budget budget) {
        try {
            FinalReads finalReads = FinalReads.of(history, replicas, false, value -> value);
            return verdict(finalReads, PossibleSums.of(ClientOperation.of(history), new Meter(budget)));
        } catch (HistoryFormatException unfit) {
            return Verdict.unknown(NAME, "cannot be checked: " + unfit.getMessage(), Map.of());
        } catch (ArithmeticException overflow) {
            return Verdict.unknown(NAME, "cannot be checked: the sum of the adds exceeds 64 bits", Map.of());
        } catch (Meter.Spent spent) {
            return Verdict.unknown(NAME, spent.getMessage() + " before all possible sums were known", Map.of());
        }
    }

    private static Verdict verdict(FinalReads finalReads, PossibleSums sums) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("acknowledgedSum", sums.acknowledged());
        details.put("leastPossible", sums.least());
        details.put("greatestPossible", sums.greatest());
        details.put("replicas", finalReads.replicaCount());
        for (FinalRead read : finalReads.all()) {
            long value = WholeNumbers.valueOf(read.read().completion());
            if (!sums.contains(value)) {
                String summary = read + ", which no sum of the acknowledged adds (" + sums.acknowledged()
                        + ") and any of the " + sums.uncertain() + " of unknown outcome makes";
                return Verdict.violation(
                        NAME, "impossible-sum", summary, read.read().indexes(), details);
            }
        }
        if (finalReads.difference().isPresent()) {
            List<FinalRead> two = finalReads.difference().get();
            TreeSet<Integer> indexes = new TreeSet<>(two.get(0).read().indexes());
            indexes.addAll(two.get(1).read().indexes());
            String summary = two.get(0) + ", but " + two.get(1);
            return Verdict.violation(NAME, "replicas-differ", summary, List.copyOf(indexes), details);
        }
        return finalReads
                .silentReplica()
                .map(silent -> Verdict.unknown(NAME, silent + "; those that did agree", details))
                .orElseGet(() ->
                        Verdict.valid(NAME, finalReads.replicaCount() + " replicas agree on a possible sum", details));
    }

    /** Possible final sums of a counter. */
    private record PossibleSums(long acknowledged, long lowest, BitSet fromLowest, int uncertain) {

        static PossibleSums of(List<ClientOperation> operations, Meter meter) {
            long acknowledged = 0;
            List<Long> uncertain = new ArrayList<>();
            long lowest = 0;
            long highest = 0;
            for (ClientOperation operation : operations) {
                if (operation.function().equals("add") && operation.mayHaveHappened()) {
                    long delta = WholeNumbers.addedBy(operation);
                    if (operation.isOk()) {
                        acknowledged = Math.addExact(acknowledged, delta);
                    } else {
                        uncertain.add(delta);
                        lowest = Math.addExact(lowest, Math.min(delta, 0));
                        highest = Math.addExact(highest, Math.max(delta, 0));
                    }
                }
            }
            Math.addExact(acknowledged, highest);
            lowest = Math.addExact(acknowledged, lowest);
            return new PossibleSums(
                    acknowledged,
                    lowest,
                    sums(uncertain, Math.subtractExact(acknowledged, lowest), highest, meter),
                    uncertain.size());
        }

        /** Returns all subset sums of the deltas, as offsets from the lowest sum. */
        private static BitSet sums(List<Long> deltas, long offset, long highest, Meter meter) {
            long span = Math.addExact(offset, highest);
            meter.reserve(span >= Integer.MAX_VALUE ? Long.MAX_VALUE : 3 * span / Byte.SIZE);
            BitSet sums = new BitSet();
            sums.set(Math.toIntExact(offset));
            for (long delta : deltas) {
                meter.checkTime();
                BitSet shifted = new BitSet();
                sums.stream().forEach(sum -> shifted.set((int) (sum + delta)));
                sums.or(shifted);
            }
            return sums;
        }

        boolean contains(long sum) {
            long place = sum - lowest;
            return place >= 0 && place <= Integer.MAX_VALUE && fromLowest.get((int) place);
        }

        long least() {
            return lowest + fromLowest.nextSetBit(0);
        }

        long greatest() {
            return lowest + fromLowest.length() - 1;
        }
    }
}

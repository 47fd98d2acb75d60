package dev.squall.check.session;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Meter;
import dev.squall.check.Verdict;
import dev.squall.check.register.Access;
import dev.squall.check.register.ReadsFrom;
import dev.squall.check.register.RegisterHistory;
import dev.squall.check.register.ThinAir;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Check of session guarantees (see {@link Guarantee}) over all keys of registers, for histories whose writes have
 * distinct values. All of the guarantees must hold at once for one order of all writes and a set of visible writes for
 * each read (Terry and others, 1994; lectures 5.2 and 7.3).
 *
 * <p>A history does not always show which of two guarantees was broken. If a session writes 1, then 2, and then reads
 * 1, either the read did not see the write of 2 (read your writes), or the writes took effect in the other order
 * (monotonic writes). So a violation names the smallest sets of guarantees that cannot hold together. At least one
 * guarantee of each set is broken. To test one guarantee, check it together with guarantees that the store is known to
 * keep, such as {@link Guarantee#MONOTONIC_WRITES} or {@link Guarantee#WRITES_IN_REAL_TIME}. The details list the sets
 * under {@code broken}, each with {@code guarantees}, {@code summary} and {@code operations}. A history never shows
 * monotonic writes broken alone, since each read returns one key. All four session guarantees together are causal
 * convergence.
 *
 * <p>The check is exact and takes O(k n w / 64) time for n operations, k keys and w writes of a key, and O(w^2) bits of
 * memory. Finding the sets of a violation takes up to 31 times as long. The history's shape is that of lin-kv without
 * cas: {@code read} and {@code write}, with {@code [key value]} if keyed; a session is the sequence of one process's
 * operations. The verdict is unknown if a value that was read has two writes, an operation is a cas, the history is
 * malformed, or the budget was spent.
 */
public final class SessionGuarantees implements Checker {

    private static final Set<Guarantee> ALL_OF_SESSIONS =
            EnumSet.complementOf(EnumSet.of(Guarantee.WRITES_IN_REAL_TIME));

    private final Set<Guarantee> guarantees;
    private final Object initialValue;
    private final boolean keyed;

    /**
     * @param guarantees the guarantees that must hold together; not empty
     * @param initialValue the initial value of each register; null for nil
     * @param keyed true if each operation's value is {@code [key value]}
     */
    public SessionGuarantees(Set<Guarantee> guarantees, Object initialValue, boolean keyed) {
        if (guarantees.isEmpty()) {
            throw new IllegalArgumentException("found no guarantees to check, expected at least one");
        }
        this.guarantees = Collections.unmodifiableSet(EnumSet.copyOf(guarantees));
        this.initialValue = initialValue;
        this.keyed = keyed;
    }

    /**
     * Returns the guarantees' terms, such as {@code read-your-writes} or {@code monotonic-reads+monotonic-writes};
     * {@code session-guarantees} stands for all four session guarantees.
     */
    @Override
    public String name() {
        String terms = BrokenGuarantees.terms(guarantees, "+");
        return guarantees.containsAll(ALL_OF_SESSIONS)
                ? terms.replace(BrokenGuarantees.terms(ALL_OF_SESSIONS, "+"), "session-guarantees")
                : terms;
    }

    @Override
    public Set<String> observingFunctions() {
        return Set.of("read");
    }

    @Override
    public Verdict check(History history, Budget budget) {
        Map<String, Object> details = new LinkedHashMap<>();
        try {
            RegisterHistory registers = RegisterHistory.of(history, initialValue, keyed);
            details.put("operations", registers.accesses().size());
            details.put("sessions", registers.sessions().size());
            Optional<Access> thinAir = ReadsFrom.thinAirRead(registers);
            if (thinAir.isPresent()) {
                return ThinAir.verdict(name(), registers, thinAir.get(), details);
            }
            ReadsFrom readsFrom = ReadsFrom.of(registers);
            Meter meter = new Meter(budget);
            Optional<BrokenGuarantees> broken = BrokenGuarantees.find(readsFrom, guarantees, meter.nested());
            return broken.isEmpty()
                    ? Verdict.valid(name(), readsFrom.size() + " operations can have kept " + name(), details)
                    : violation(smallest(readsFrom, broken.get(), meter.explanation()), details);
        } catch (HistoryFormatException unfit) {
            return Verdict.unknown(name(), "cannot be checked: " + unfit.getMessage(), details);
        } catch (Meter.Spent spent) {
            return Verdict.unknown(name(), spent.getMessage() + " before the order of writes was known", details);
        }
    }

    /**
     * Returns the smallest sets of guarantees that cannot hold together. If the budget is spent before all subsets are
     * checked, checks only the few operations that show the known violation.
     */
    private static List<BrokenGuarantees> smallest(ReadsFrom history, BrokenGuarantees known, Meter meter) {
        List<BrokenGuarantees> smallest = new ArrayList<>();
        try {
            addSmallest(history, known.guarantees(), meter, smallest);
        } catch (Meter.Spent spent) {
            List<Access> shown = history.history().accesses().stream()
                    .filter(access -> known.operations()
                            .contains(access.operation().invocation().index()))
                    .toList();
            ReadsFrom excerpt = ReadsFrom.of(history.history().restrictedTo(shown));
            addSmallest(excerpt, known.guarantees(), new Meter(Budget.DEFAULT), smallest);
        }
        return smallest.isEmpty() ? List.of(known) : smallest;
    }

    /** Adds the broken subsets that contain no broken smaller subset. */
    private static void addSmallest(
            ReadsFrom history, Set<Guarantee> guarantees, Meter meter, List<BrokenGuarantees> smallest) {
        for (Set<Guarantee> subset : subsets(guarantees)) {
            if (smallest.stream().noneMatch(broken -> subset.containsAll(broken.guarantees()))) {
                BrokenGuarantees.find(history, subset, meter.nested()).ifPresent(smallest::add);
            }
        }
    }

    /** Returns all non-empty subsets, smallest first. */
    private static List<Set<Guarantee>> subsets(Set<Guarantee> all) {
        List<Set<Guarantee>> subsets = new ArrayList<>();
        subsets.add(EnumSet.noneOf(Guarantee.class));
        for (Guarantee guarantee : all) {
            for (Set<Guarantee> smaller : List.copyOf(subsets)) {
                Set<Guarantee> larger = EnumSet.of(guarantee);
                larger.addAll(smaller);
                subsets.add(larger);
            }
        }
        subsets.remove(0);
        subsets.sort(Comparator.comparing(Set::size));
        return subsets;
    }

    private Verdict violation(List<BrokenGuarantees> smallest, Map<String, Object> details) {
        List<Map<String, Object>> broken = new ArrayList<>();
        for (BrokenGuarantees set : smallest) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put(
                    "guarantees", set.guarantees().stream().map(Guarantee::term).toList());
            entry.put("summary", set.summary());
            entry.put("operations", set.operations());
            broken.add(entry);
        }
        details.put("broken", broken);
        BrokenGuarantees first = smallest.get(0);
        String which = first.guarantees().size() == 1
                ? BrokenGuarantees.terms(first.guarantees(), "") + " is broken: "
                : BrokenGuarantees.terms(first.guarantees(), " and ") + " cannot hold together: ";
        return Verdict.violation(
                name(),
                BrokenGuarantees.terms(first.guarantees(), "-or-") + "-broken",
                which + first.summary(),
                first.operations(),
                details);
    }
}

package dev.squall.check.convergence;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Meter;
import dev.squall.check.Quantiles;
import dev.squall.check.Verdict;
import dev.squall.check.convergence.ElementTimeline.Outcome;
import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Check of each element of a grow-only set that is read repeatedly, as in Jepsen's set-full. An element is known once
 * its add is acknowledged or a read that observed it completes, whichever is first.
 *
 * <ul>
 *   <li><i>Stable</i>: the latest-starting conclusive read contains the element. A stable element is also <i>stale</i>
 *       if a read that began after the element was known missed it.
 *   <li><i>Lost</i>: the latest-starting conclusive read missed the element and began after the element was known.
 *   <li><i>Never read</i>: the element is neither stable nor lost. Its absence proves nothing.
 * </ul>
 *
 * <p>A lost element is a violation ({@code lost-element}), and so is an element that a read holds twice ({@code
 * duplicated-element}). An element that a read returned before its first add began is a violation too ({@code
 * unexpected-element}); Jepsen does not check this. If the set must be linearizable, a stale element is a violation as
 * well ({@code stale-read}), however briefly it was missed. The details have the counts, and the time from when
 * elements were known until they were stable or lost.
 *
 * <p>Takes O(r e) for r reads and e elements. The history's shape is {@code add} (or {@code broadcast}) with an element
 * and {@code read}, completed with a list or set. If keyed, values are {@code [key value]}, but a read's completion may
 * omit the key. The verdict is unknown if no element became stable, the history has another shape, or the budget was
 * spent.
 */
public final class SetFull implements Checker {

    private static final int NAMED = 10;

    private final boolean linearizable;
    private final boolean keyed;

    /**
     * @param linearizable true if every read that begins after an element was known must contain the element
     * @param keyed true if values are {@code [key value]}, with one set per key
     */
    public SetFull(boolean linearizable, boolean keyed) {
        this.linearizable = linearizable;
        this.keyed = keyed;
    }

    @Override
    public String name() {
        return linearizable ? "set-full-linearizable" : "set-full";
    }

    @Override
    public Set<String> observingFunctions() {
        return Set.of("read");
    }

    @Override
    public Verdict check(History history, Budget budget) {
        List<SetTimeline> sets;
        try {
            sets = SetTimeline.of(history, keyed, new Meter(budget));
        } catch (HistoryFormatException unfit) {
            return Verdict.unknown(name(), "cannot be checked: " + unfit.getMessage(), Map.of());
        } catch (Meter.Spent spent) {
            return Verdict.unknown(name(), spent.getMessage() + " before all reads were looked at", Map.of());
        }
        Map<String, Object> details = details(sets);
        for (SetTimeline set : sets) {
            if (set.unexpected() != null) {
                return unlikelyRead(set.unexpected(), "unexpected-element", "which nobody added", details);
            }
            if (set.early() != null) {
                return unlikelyRead(
                        set.early(), "unexpected-element", "which nobody had begun to add by then", details);
            }
            if (set.duplicated() != null) {
                return unlikelyRead(set.duplicated(), "duplicated-element", "more than once", details);
            }
        }
        List<ElementTimeline> lost = elements(sets, element -> element.outcome() == Outcome.LOST);
        if (!lost.isEmpty()) {
            return missing(lost, "lost-element", "and no later read has it", details);
        }
        List<ElementTimeline> stale = elements(sets, ElementTimeline::isStale);
        if (linearizable && !stale.isEmpty()) {
            return missing(stale, "stale-read", "though later reads have it", details);
        }
        int stable =
                elements(sets, element -> element.outcome() == Outcome.STABLE).size();
        return stable == 0
                ? Verdict.unknown(name(), "no read observed any element, so nothing was shown", details)
                : Verdict.valid(name(), stable + " elements became stable, none was lost", details);
    }

    private static List<ElementTimeline> elements(List<SetTimeline> sets, Predicate<ElementTimeline> which) {
        return sets.stream()
                .flatMap(set -> set.elements().stream())
                .filter(which)
                .toList();
    }

    private static Map<String, Object> details(List<SetTimeline> sets) {
        List<ElementTimeline> all = elements(sets, element -> true);
        List<ElementTimeline> stable = elements(sets, element -> element.outcome() == Outcome.STABLE);
        List<ElementTimeline> lost = elements(sets, element -> element.outcome() == Outcome.LOST);
        List<ElementTimeline> stale = elements(sets, ElementTimeline::isStale);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("attempted", all.size());
        details.put("stable", stable.size());
        details.put("lost", lost.size());
        details.put("neverRead", all.size() - stable.size() - lost.size());
        details.put("stale", stale.size());
        details.put("stableLatency", latencies(stable));
        details.put("lostLatency", latencies(lost));
        return details;
    }

    private static Map<String, Object> latencies(List<ElementTimeline> elements) {
        return Quantiles.of(elements.stream()
                .filter(ElementTimeline::hasTimes)
                .mapToLong(ElementTimeline::latencyNanos)
                .toArray());
    }

    private Verdict unlikelyRead(SetTimeline.Oddity oddity, String anomaly, String what, Map<String, Object> details) {
        return Verdict.violation(
                name(),
                anomaly,
                "the read by process " + oddity.read().process() + " (operation "
                        + oddity.read().index() + ") holds " + EdnWriter.toEdn(oddity.element()) + " " + what,
                oddity.read().indexes(),
                details);
    }

    private Verdict missing(List<ElementTimeline> elements, String anomaly, String what, Map<String, Object> details) {
        TreeSet<Integer> indexes = new TreeSet<>();
        List<String> names = new ArrayList<>();
        for (ElementTimeline element : elements) {
            ClientOperation absent = element.lastAbsent();
            indexes.addAll(element.add().indexes());
            indexes.add(element.known().index());
            indexes.addAll(absent.indexes());
            names.add(EdnWriter.toEdn(element.element()));
        }
        ElementTimeline first = elements.get(0);
        String others = names.size() == 1
                ? ""
                : "; likewise " + String.join(", ", names.subList(1, Math.min(names.size(), NAMED)))
                        + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
        return Verdict.violation(
                name(),
                anomaly,
                "the element " + names.get(0) + " was known (operation "
                        + first.known().index() + ") before the read by process "
                        + first.lastAbsent().process() + " (operation "
                        + first.lastAbsent().index() + ") began, which misses it, " + what + others,
                List.copyOf(indexes),
                details);
    }
}

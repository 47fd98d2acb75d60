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
 * Check of each element of a growing set that is read again and again, as in Jepsen's set-full. An element is
 * known from when its add was acknowledged or a read that observed it completed, whichever is first.
 *
 * <ul>
 *   <li><i>Stable</i>: the latest-starting conclusive read contains the element. It is <i>stale</i> too if a read
 *       missed it that began after it was known.
 *   <li><i>Lost</i>: the latest-starting conclusive read missed it and began after it was known.
 *   <li><i>Never read</i>: neither of these. Its absence shows nothing.
 * </ul>
 *
 * <p>A lost element is a violation ({@code lost-element}), and so is one that a read holds twice ({@code
 * duplicated-element}), which Jepsen means to find too. A third is an element that nobody had tried to add by the time
 * that the read completed ({@code unexpected-element}), at which Jepsen does not look. If the set is to be linearizable
 * a stale element is one as well ({@code stale-read}); no rounding hides the briefest. The details have the counts, and
 * how long it took elements to become stable or lost from when they were known.
 *
 * <p>Takes O(r e) for r reads and e elements. The history's shape is {@code add} (or {@code broadcast}) with an element
 * and {@code read}, completed with a list or set. If keyed, values are {@code [key value]}, though a read's completion
 * may come without its key. Unknown means that no element became stable, so that nothing was shown; that the history is
 * of another shape; or that the budget was spent.
 */
public final class SetFull implements Checker {

    private static final int NAMED = 10;

    private final boolean linearizable;
    private final boolean keyed;

    /**
     * @param linearizable whether an element must be in all reads that begin after it was known
     * @param keyed whether values are {@code [key value]}, for one set by key
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

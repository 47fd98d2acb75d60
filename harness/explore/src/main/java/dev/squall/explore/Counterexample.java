package dev.squall.explore;

import dev.squall.check.Verdict;
import dev.squall.history.History;
import java.util.List;

/**
 * A schedule with its verdict.
 *
 * @param steps events of the schedule, first to last
 * @param verdict verdict that matters most: a violation, or one that is unknown; a valid verdict otherwise
 * @param history operations of the clients
 * @param isShortest true if no shorter schedule of the scope has a violation
 */
public record Counterexample(List<Step> steps, Verdict verdict, History history, boolean isShortest) {

    public Counterexample {
        steps = List.copyOf(steps);
    }

    /**
     * An event of a schedule.
     *
     * @param event name of the event, such as {@code deliver n1/3}
     * @param note what the event does, for people; may be empty
     */
    public record Step(String event, String note) {}
}

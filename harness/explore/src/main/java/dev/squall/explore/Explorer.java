package dev.squall.explore;

import dev.squall.check.Verdict;
import dev.squall.explore.ScheduleJudge.Judgement;
import dev.squall.explore.ScheduleReplay.Replayed;
import dev.squall.explore.search.Reduction;
import dev.squall.explore.search.Search;
import dev.squall.explore.search.ShortestSchedule;
import dev.squall.explore.world.ControlledNodes;
import dev.squall.explore.world.ControlledWorld;
import dev.squall.explore.world.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Explorer of every schedule of a system within a scope. The exploration ends at the first violation. Short schedules
 * are tried first, up to a number of states; a violation found later is made shorter by leaving out events, and then by
 * trying all schedules that are shorter.
 *
 * <p>Properties are judged at the end of each schedule, so they must be safety properties: a violation by the beginning
 * of a schedule remains one at its end. The same exploration gives the same result, unless its limit is a time. Not
 * thread-safe.
 */
public final class Explorer {

    /** Memory for one world of a breadth-first search, about, in bytes. */
    private static final int WORLD_BYTES = 2_000;

    /** Number of states that are searched in breadth before the search in depth begins. */
    private static final long SHORT_STATES_MAX = 1_000_000;

    private final Exploration exploration;
    private final Plan plan;
    private final long schedulesMax;
    private final BooleanSupplier stop;
    private final LongConsumer progress;
    private final boolean bySchedules;
    private final ScheduleJudge judge;
    private final ScheduleReplay replay;
    private final ControlledNodes nodes;

    private long tried;
    private long unknown;
    private long events;
    private long[] found;
    private Search.Counts shortCounts;

    /**
     * @param schedulesMax number of schedules after which the exploration ends; at least 1
     * @param stop true when the exploration must end, for instance since its time is over
     * @param progress receives the number of events tried, now and then
     * @param bySchedules true to try each class of schedules; false to visit each state once, where the states of nodes
     *     can be read
     */
    public Explorer(
            Exploration exploration,
            long schedulesMax,
            BooleanSupplier stop,
            LongConsumer progress,
            boolean bySchedules) {
        if (schedulesMax < 1) {
            throw new IllegalArgumentException("the limit of schedules is " + schedulesMax + "; expected at least 1");
        }
        this.exploration = exploration;
        this.plan = exploration.plan();
        this.schedulesMax = schedulesMax;
        this.stop = stop;
        this.progress = progress;
        this.bySchedules = bySchedules;
        this.judge = new ScheduleJudge(exploration.settings());
        this.replay = new ScheduleReplay(plan);
        this.nodes = new ControlledNodes(plan, exploration.readsJournals());
    }

    /**
     * Explores. Called once.
     *
     * @throws dev.squall.world.WorldException if a node fails in a handler
     */
    public ExplorationResult run() {
        Optional<Counterexample> early = bySchedules ? Optional.empty() : shortViolation();
        if (early.isPresent()) {
            return new ExplorationResult(shortCounts, 0, judge.unjudged(), "", early);
        }
        Search.Counts counts = bySchedules ? null : searchByStates();
        boolean isUnreadable = !nodes.unreadable().isEmpty() && found == null && !isOver();
        if (counts == null || !counts.exhausted() && isUnreadable) {
            counts = search(Reduction.SOURCE_SETS, Search.LENGTH_MAX).run();
        }
        long undecided = unknown;
        String end = counts.exhausted() || found != null ? "" : end();
        Optional<Counterexample> violation = found == null ? Optional.empty() : Optional.of(shortest());
        List<String> unjudged = judge.unjudged();
        return new ExplorationResult(counts, undecided, unjudged, end, violation);
    }

    /**
     * Runs a schedule again.
     *
     * @param steps names of the events
     * @return the schedule with its verdict
     * @throws IllegalArgumentException if an event is not possible at its turn; the message is one sentence
     */
    public static Counterexample replay(Exploration exploration, List<String> steps) {
        Explorer explorer = new Explorer(exploration, 1, () -> false, events -> {}, true);
        return explorer.counterexample(explorer.replay.replay(steps).events(), false);
    }

    /**
     * Looks for a violation by the shortest schedules first. A search in depth may pass millions of states before it
     * finds one of a few events.
     */
    private Optional<Counterexample> shortViolation() {
        ShortestSchedule<ControlledWorld> search = shortestSchedule(SHORT_STATES_MAX);
        Optional<long[]> events = search.find(new ControlledWorld(nodes), Search.LENGTH_MAX);
        shortCounts = new Search.Counts(1, search.states(), 0, search.depth(), 0, search.states(), false);
        return events.map(found -> counterexample(found, true));
    }

    private ShortestSchedule<ControlledWorld> shortestSchedule(long statesMax) {
        return new ShortestSchedule<>(
                world -> judge.judge(world.observations()).isViolation(),
                Math.min(statesMax, Runtime.getRuntime().maxMemory() / 2 / WORLD_BYTES),
                () -> isToStop() || !nodes.unreadable().isEmpty());
    }

    /** Visits each state once. Ends early if the state of a node cannot be read. */
    private Search.Counts searchByStates() {
        return search(Reduction.SLEEP_SETS, Search.LENGTH_MAX)
                .until(() -> isToStop() || !nodes.unreadable().isEmpty())
                .matchingStates(Runtime.getRuntime().maxMemory() / 2 / Search.STATE_BYTES)
                .run();
    }

    private Search<ControlledWorld> search(Reduction reduction, int lengthMax) {
        tried = 0;
        unknown = 0;
        events = 0;
        return new Search<ControlledWorld>(() -> new ControlledWorld(nodes), reduction, this::onSchedule)
                .cutAt(lengthMax)
                .until(this::isToStop);
    }

    private boolean isToStop() {
        events += Search.STEPS_BETWEEN_LOOKS;
        progress.accept(events);
        return stop.getAsBoolean();
    }

    private boolean isOver() {
        return tried >= schedulesMax || stop.getAsBoolean();
    }

    private String end() {
        if (stop.getAsBoolean()) {
            return "the time was up";
        }
        return tried >= schedulesMax
                ? "the limit of schedules was reached"
                : "the states filled half of the heap; expected a smaller scope, or a larger heap by -Xmx";
    }

    private boolean onSchedule(ControlledWorld world, Search.Schedule schedule) {
        tried++;
        ScheduleJudge.Judgement judgement = judge.judge(world.observations());
        if (judgement.isViolation()) {
            found = schedule.toArray();
            return false;
        }
        unknown += judgement.isUnknown() ? 1 : 0;
        return tried < schedulesMax;
    }

    private Counterexample shortest() {
        long[] events = found;
        for (int i = events.length - 1; i >= 0; i--) {
            Replayed shorter = replay.replayWithout(events, i);
            if (judge.judge(shorter.world().observations()).isViolation()) {
                events = shorter.events();
                i = events.length;
            }
        }
        return nodes.unreadable().isEmpty() && !bySchedules ? shortestByStates(events) : shortestBySchedules(events);
    }

    private Counterexample shortestByStates(long[] events) {
        ShortestSchedule<ControlledWorld> search = shortestSchedule(Long.MAX_VALUE);
        long[] shortest =
                search.find(new ControlledWorld(nodes), events.length - 1).orElse(events);
        return counterexample(shortest, !search.isCut());
    }

    private Counterexample shortestBySchedules(long[] events) {
        for (int length = 0; length < events.length; length++) {
            found = null;
            Search.Counts counts = search(Reduction.SLEEP_SETS, length).run();
            if (found != null) {
                return counterexample(found, true);
            }
            if (tried >= schedulesMax || counts.cut() == 0 && !counts.exhausted() || stop.getAsBoolean()) {
                return counterexample(events, false);
            }
        }
        return counterexample(events, true);
    }

    private Counterexample counterexample(long[] events, boolean isShortest) {
        ControlledWorld world = replay.replayWithout(events, events.length).world();
        Judgement judgement = judge.judge(world.observations());
        Verdict verdict = judgement
                .verdict()
                .orElseGet(() -> Verdict.valid(
                        exploration.settings().workload().name(), "this schedule shows no violation", Map.of()));
        return new Counterexample(replay.steps(events), verdict, judge.history(world.observations()), isShortest);
    }
}

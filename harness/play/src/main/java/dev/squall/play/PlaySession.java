package dev.squall.play;

import dev.squall.check.Budget;
import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.explore.CallText;
import dev.squall.explore.Exploration;
import dev.squall.explore.Explorer;
import dev.squall.explore.ScheduleFaults;
import dev.squall.explore.ScheduleFile;
import dev.squall.explore.ScheduleJudge;
import dev.squall.explore.ScheduleReplay;
import dev.squall.explore.world.ControlledWorld;
import dev.squall.explore.world.Scope;
import dev.squall.explore.world.WorldView;
import dev.squall.generator.Call;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.Workload;
import dev.squall.world.WorldException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A cluster that a person drives one step at a time. The session is the list of the chosen steps. Each change replays
 * the list from the start, so a step back is exact, and what is shown follows from the steps alone. Thread-safe.
 *
 * <p>Time: each change takes every step once more, at most {@link #STEPS_MAX}.
 */
public final class PlaySession {

    /** Maximum number of steps. */
    public static final int STEPS_MAX = Scope.BOUND_MAX;

    private static final String INVOKE = "invoke c";
    private static final Budget JUDGING = new Budget(Duration.ofSeconds(5), 1L << 28);
    private static final Scope UNBOUNDED = new Scope(STEPS_MAX, STEPS_MAX, STEPS_MAX, STEPS_MAX);

    /**
     * A chosen step.
     *
     * @param event name of the event
     * @param note what the event does; may be empty
     * @param call operation of an invocation; null for other events
     */
    record PlayedStep(String event, String note, Call call) {}

    /**
     * What the steps before the position lead to.
     *
     * @param before variables of each node before the last step
     * @param observationsBefore number of observations before the last step
     */
    record Reached(
            ControlledWorld world,
            Map<String, Map<String, String>> before,
            int observationsBefore,
            Optional<Verdict> verdict) {}

    private final Experiment experiment;
    private final SystemUnderTest system;
    private final Workload workload;
    private final SampleCalls samples;
    private final ScheduleJudge judge;

    private List<PlayedStep> steps = List.of();
    /** Anomaly found after each number of steps, as far as they have been judged; empty texts for none. */
    private List<String> findings = List.of();

    private int position;
    private Reached reached;

    /**
     * Starts a session without steps.
     *
     * @param experiment nodes, clients, options and seed; see {@link Exploration}
     * @throws IllegalArgumentException if the system cannot be played; the message is one sentence
     * @throws WorldException if a node fails when it starts
     */
    public PlaySession(Experiment experiment, SystemUnderTest system, Workload workload) {
        this.experiment = experiment;
        this.system = system;
        this.workload = workload;
        Exploration start = exploration(List.of(), UNBOUNDED);
        this.samples = SampleCalls.draw(experiment, start.settings().workload());
        this.judge = new ScheduleJudge(start.settings().withBudget(JUDGING));
        commit(List.of(), 0, List.of());
    }

    /**
     * Starts a session with the steps of a schedule, all of them taken.
     *
     * @throws IllegalArgumentException if a step is not possible at its turn; the message is one sentence
     */
    public static PlaySession of(ScheduleFile file, SystemUnderTest system, Workload workload) {
        PlaySession session = new PlaySession(file.experiment(), system, workload);
        List<PlayedStep> steps = steps(file);
        try {
            session.commit(session.noted(steps), steps.size(), List.of());
        } catch (PlayException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return session;
    }

    private static List<PlayedStep> steps(ScheduleFile file) {
        if (file.steps().size() > STEPS_MAX) {
            throw new IllegalArgumentException(
                    "the schedule has " + file.steps().size() + " steps; expected at most " + STEPS_MAX);
        }
        int[] made = new int[file.calls().size()];
        List<PlayedStep> steps = new ArrayList<>();
        for (String event : file.steps()) {
            Call call = null;
            if (event.matches("invoke c\\d{1,3}(, .*)?")) {
                int client = Integer.parseInt(event.replaceFirst("invoke c(\\d+).*", "$1"));
                if (client >= made.length
                        || made[client] == file.calls().get(client).size()) {
                    throw new IllegalArgumentException("step " + (steps.size() + 1) + " is '" + event
                            + "', for which the file has no call; expected a call of c" + client);
                }
                call = file.calls().get(client).get(made[client]++);
            }
            steps.add(new PlayedStep(event, "", call));
        }
        return steps;
    }

    /** Returns the system. */
    public SystemUnderTest system() {
        return system;
    }

    /**
     * Takes a step; steps that were ahead are dropped.
     *
     * @param event name of an event, as in a schedule file, but no invocation
     * @throws PlayException if the event is not possible now; the session is unchanged then
     */
    public synchronized void take(String event) {
        if (event.startsWith(INVOKE)) {
            throw new PlayException("found the event '" + event + "'; expected an operation of a client instead");
        }
        if (reached.world().find(event).isEmpty()) {
            throw new PlayException("'" + event + "' is not possible now; expected an event that the page offers");
        }
        append(event, null);
    }

    /**
     * Lets a client make an operation; steps that were ahead are dropped.
     *
     * @param client number of the client
     * @param function function of the workload
     * @param value argument, as EDN; an empty text for none
     * @throws PlayException if the client cannot make the operation now; the session is unchanged then
     */
    public synchronized void ask(int client, String function, String value) {
        List<WorldView.ClientView> clients = reached.world().view().clients();
        if (client < 0 || client >= clients.size()) {
            throw new PlayException("there is no client c" + client + "; expected c0 to c" + (clients.size() - 1));
        }
        if (clients.get(client).open().isPresent()) {
            throw new PlayException("client c" + client + " waits for a reply; expected to let it time out first");
        }
        try {
            List<List<Call>> parsed = CallText.parse(List.of("c" + client + " " + function + " " + value));
            append(INVOKE + client, parsed.get(client).get(0));
        } catch (IllegalArgumentException e) {
            throw new PlayException(e.getMessage(), e);
        }
    }

    /**
     * Goes back or forward among the steps.
     *
     * @param newPosition number of steps to have taken
     * @throws PlayException if there are not so many steps
     */
    public synchronized void goTo(int newPosition) {
        if (newPosition < 0 || newPosition > steps.size()) {
            throw new PlayException("there is no position " + newPosition + "; expected 0 to " + steps.size()
                    + ", the number of steps");
        }
        commit(steps, newPosition, findings);
    }

    /** Returns what the page shows. */
    synchronized PlayView view() {
        return new PlayViews(reached, experiment, taken(), samples)
                .view(steps, position, findings, ScheduleFaults.notWithstood(system, events(taken())));
    }

    /** Returns the verdict on the steps that have been taken: a violation or an unknown verdict; empty if neither. */
    public synchronized Optional<Verdict> verdict() {
        return reached.verdict();
    }

    /**
     * Returns the steps that have been taken as the text of a schedule file, which {@code squall run --scenario}
     * repeats with the same verdict.
     */
    public synchronized String scenario() {
        Exploration exploration = exploration(taken(), scope(taken()));
        return ScheduleFile.write(exploration, Explorer.replay(exploration, events(taken())));
    }

    private List<PlayedStep> taken() {
        return steps.subList(0, position);
    }

    private static List<String> events(List<PlayedStep> of) {
        return of.stream().map(PlayedStep::event).toList();
    }

    private void append(String event, Call call) {
        if (position == STEPS_MAX) {
            throw new PlayException("there are " + STEPS_MAX + " steps, which is the most; expected a step back");
        }
        List<PlayedStep> longer = new ArrayList<>(taken());
        longer.add(new PlayedStep(event, "", call));
        commit(noted(longer), longer.size(), findings.subList(0, Math.min(findings.size(), longer.size())));
    }

    /** Returns the steps with the notes of those that have none. */
    private List<PlayedStep> noted(List<PlayedStep> plain) {
        ControlledWorld world = world(plain);
        List<PlayedStep> noted = new ArrayList<>();
        for (PlayedStep step : plain) {
            OptionalLong event = world.find(step.event());
            String note = event.isPresent() ? world.note(event.getAsLong()) : "";
            noted.add(new PlayedStep(step.event(), note, step.call()));
            advance(world, step, noted.size());
        }
        return List.copyOf(noted);
    }

    /** @param known findings after the first steps, which need not be judged again */
    private void commit(List<PlayedStep> newSteps, int newPosition, List<String> known) {
        ControlledWorld world = world(newSteps);
        Map<String, Map<String, String>> before = Map.of();
        int observationsBefore = 0;
        Optional<Verdict> verdict = Optional.empty();
        List<String> found = new ArrayList<>(known);
        for (int taken = 0; taken <= newPosition; taken++) {
            if (taken > 0) {
                if (taken == newPosition) {
                    before = variables(world);
                    observationsBefore = world.observations().size();
                }
                advance(world, newSteps.get(taken - 1), taken);
            }
            if (taken == found.size() || taken == newPosition) {
                verdict = judge(world);
                if (taken == found.size()) {
                    found.add(verdict.map(Verdict::anomaly).orElse(""));
                }
            }
        }
        steps = newSteps;
        position = newPosition;
        reached = new Reached(world, before, observationsBefore, verdict);
        findings = List.copyOf(found);
    }

    private Optional<Verdict> judge(ControlledWorld world) {
        try {
            return judge.judge(world.observations()).verdict();
        } catch (RuntimeException e) {
            throw new PlayException(
                    "the checkers cannot judge this operation: " + e + "; expected one like the"
                            + " operations that the page offers",
                    e);
        }
    }

    private void advance(ControlledWorld world, PlayedStep step, int number) {
        try {
            ScheduleReplay.take(world, step.event(), number);
        } catch (WorldException | IllegalArgumentException e) {
            throw new PlayException(e.getMessage(), e);
        }
    }

    private ControlledWorld world(List<PlayedStep> of) {
        try {
            return new ControlledWorld(exploration(of, UNBOUNDED).plan());
        } catch (IllegalArgumentException e) {
            throw reached == null ? e : new PlayException(e.getMessage(), e);
        }
    }

    private Exploration exploration(List<PlayedStep> of, Scope scope) {
        List<List<Call>> calls = new ArrayList<>();
        for (int client = 0; client < experiment.concurrency(); client++) {
            int number = client;
            calls.add(of.stream()
                    .map(PlayedStep::call)
                    .filter(call -> call != null && call.thread() == number)
                    .toList());
        }
        return Exploration.ofSchedule(experiment, system, workload, calls, scope);
    }

    private static Map<String, Map<String, String>> variables(ControlledWorld world) {
        Map<String, Map<String, String>> variables = new LinkedHashMap<>();
        world.view().nodes().forEach(node -> variables.put(node.id(), PlayViews.variables(node)));
        return variables;
    }

    /** Returns the smallest scope that has these steps. */
    private static Scope scope(List<PlayedStep> of) {
        List<String> events = events(of);
        Map<String, Integer> fired = new LinkedHashMap<>();
        events.stream()
                .filter(event -> event.startsWith("fire "))
                .forEach(event -> fired.merge(event.split("[ ,]")[1], 1, Integer::sum));
        return new Scope(
                count(events, "lose "),
                count(events, "duplicate "),
                (int) events.stream()
                        .filter(event -> event.startsWith("crash ") || event.contains(", crash before "))
                        .count(),
                fired.values().stream().mapToInt(Integer::intValue).max().orElse(0));
    }

    private static int count(List<String> events, String prefix) {
        return (int) events.stream().filter(event -> event.startsWith(prefix)).count();
    }

    /** Returns the operations that have been made. */
    static Set<Call> made(List<PlayedStep> of) {
        Set<Call> made = new HashSet<>();
        of.stream().map(PlayedStep::call).filter(Objects::nonNull).forEach(made::add);
        return made;
    }
}

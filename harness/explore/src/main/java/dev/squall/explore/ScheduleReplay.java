package dev.squall.explore;

import dev.squall.explore.search.Execution;
import dev.squall.explore.world.ControlledWorld;
import dev.squall.explore.world.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Runs given schedules again. */
public final class ScheduleReplay {

    private final Plan plan;

    public ScheduleReplay(Plan plan) {
        this.plan = plan;
    }

    /** Events that could happen one after another, and the world after them. */
    public record Replayed(long[] events, ControlledWorld world) {}

    /** Runs events in order, and leaves out those that are not possible at their turn, and one by its position. */
    Replayed replayWithout(long[] events, int leftOut) {
        ControlledWorld world = new ControlledWorld(plan);
        long[] taken = new long[events.length];
        int size = 0;
        for (int i = 0; i < events.length; i++) {
            if (i != leftOut && isPossible(world, events[i])) {
                taken[size++] = takes(world, events[i]) ? events[i] : Execution.base(events[i]);
            }
        }
        return new Replayed(Arrays.copyOf(taken, size), world);
    }

    private static boolean isPossible(ControlledWorld world, long event) {
        return world.find(world.name(event)).isPresent();
    }

    /** Returns the events of a schedule in words. */
    List<Counterexample.Step> steps(long[] events) {
        ControlledWorld world = new ControlledWorld(plan);
        List<Counterexample.Step> steps = new ArrayList<>();
        for (long event : events) {
            steps.add(new Counterexample.Step(world.name(event), world.note(event)));
            world.take(event);
        }
        return steps;
    }

    /**
     * Runs events by their names.
     *
     * @throws IllegalArgumentException if an event is not possible at its turn; the message is one sentence
     */
    public Replayed replay(List<String> names) {
        ControlledWorld world = new ControlledWorld(plan);
        long[] events = new long[names.size()];
        for (int i = 0; i < events.length; i++) {
            OptionalLong event = world.find(names.get(i));
            if (event.isEmpty() || !takes(world, event.getAsLong())) {
                throw new IllegalArgumentException("step " + (i + 1) + " is '" + names.get(i)
                        + "', which is not possible then; expected " + expected(names.subList(0, i)));
            }
            events[i] = event.getAsLong();
        }
        return new Replayed(events, world);
    }

    /**
     * Takes one step of a schedule.
     *
     * @param number number of the step, from 1, for the message
     * @throws IllegalArgumentException if the event is not possible; the message is one sentence
     */
    public static void take(ControlledWorld world, String name, int number) {
        OptionalLong event = world.find(name);
        if (event.isEmpty() || !takes(world, event.getAsLong())) {
            throw new IllegalArgumentException("step " + number + " is '" + name + "', which is not possible then");
        }
    }

    /** Takes an event; returns false if its name says that a node crashes at a sync that the handler does not reach. */
    private static boolean takes(ControlledWorld world, long event) {
        int crashes = world.crashesLeft();
        world.take(event);
        return Execution.base(event) == event || world.crashesLeft() < crashes;
    }

    private String expected(List<String> before) {
        ControlledWorld world = replay(before).world();
        List<String> possible =
                Arrays.stream(world.enabled()).mapToObj(world::name).toList();
        return possible.isEmpty() ? "no further step" : "one of: " + String.join("; ", possible);
    }
}

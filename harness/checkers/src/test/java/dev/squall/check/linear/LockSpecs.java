package dev.squall.check.linear;

import dev.squall.check.linear.model.Model;
import dev.squall.check.linear.model.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Locks, for the tests. The state is the list of the acquisitions that were not released.
 *
 * @param name the model's
 * @param ownerInValue whether the value, rather than the process, says who acts
 */
record LockSpecs(String name, boolean ownerInValue) implements Spec {

    @Override
    public Model model() {
        return Models.named(name).model();
    }

    @Override
    public Object initial() {
        return List.of();
    }

    @Override
    public Done apply(Object state, int process, Request request) {
        List<Object> held = new ArrayList<>((List<?>) state);
        Object who = name.equals("mutex")
                ? "anybody"
                : request.argument() == null ? (Object) (long) process : request.argument();
        if (request.function().equals("acquire")) {
            boolean allowed = held.isEmpty() || name.equals("reentrant-mutex") && held.contains(who);
            held.add(who);
            return allowed ? new Done(held, request.argument()) : null;
        }
        return held.remove(who) ? new Done(held, request.argument()) : null;
    }

    @Override
    public Request draw(Random random, int process, int serial) {
        Object owner = ownerInValue ? (Object) (long) random.nextInt(2) : null;
        return new Request(random.nextInt(7) < 4 ? "acquire" : "release", owner);
    }

    @Override
    public Object otherRecord(Random random, Request request) {
        return request.argument();
    }
}

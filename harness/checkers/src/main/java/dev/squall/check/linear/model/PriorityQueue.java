package dev.squall.check.linear.model;

import dev.squall.history.EdnWriter;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A priority queue of whole numbers with {@code insert} and {@code delete-min}, which takes the smallest number. */
public record PriorityQueue() implements Container {

    @Override
    public String name() {
        return "priority-queue";
    }

    @Override
    public Set<String> observingFunctions() {
        return Set.of("delete-min");
    }

    @Override
    public Discipline discipline() {
        return Discipline.SMALLEST_FIRST;
    }

    @Override
    public String put() {
        return "insert";
    }

    @Override
    public String take() {
        return "delete-min";
    }

    @Override
    public Optional<Call> call(String function, Object argument, boolean completed, Object result) {
        Optional<Call> call = Container.super.call(function, argument, completed, result);
        Object value =
                call.map(c -> c.argument() == null ? c.result() : c.argument()).orElse(EMPTY);
        if (value instanceof Long || value.equals(EMPTY) && !function.equals(put())) {
            return call;
        }
        throw new IllegalArgumentException(
                "found " + function + " with the value " + EdnWriter.toEdn(value) + ", expected a whole number");
    }

    @Override
    public int place(List<Object> values, Object value) {
        int found = Collections.binarySearch(values, value, (a, b) -> Long.compare((Long) a, (Long) b));
        return found >= 0 ? found : -found - 1;
    }
}

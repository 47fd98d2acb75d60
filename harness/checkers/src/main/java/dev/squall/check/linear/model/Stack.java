package dev.squall.check.linear.model;

import java.util.List;
import java.util.Set;

/** A stack with {@code push} and {@code pop}: last in, first out. */
public record Stack() implements Container {

    @Override
    public String name() {
        return "stack";
    }

    @Override
    public Set<String> observingFunctions() {
        return Set.of("pop");
    }

    @Override
    public Discipline discipline() {
        return Discipline.LIFO;
    }

    @Override
    public String put() {
        return "push";
    }

    @Override
    public String take() {
        return "pop";
    }

    @Override
    public int place(List<Object> values, Object value) {
        return 0;
    }
}

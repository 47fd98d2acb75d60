package dev.squall.check.linear.model;

import java.util.List;
import java.util.Set;

/** A queue with {@code enqueue} and {@code dequeue}: first in, first out. */
public record FifoQueue() implements Container {

    @Override
    public String name() {
        return "fifo-queue";
    }

    @Override
    public Set<String> observingFunctions() {
        return Set.of("dequeue");
    }

    @Override
    public Discipline discipline() {
        return Discipline.FIFO;
    }

    @Override
    public String put() {
        return "enqueue";
    }

    @Override
    public String take() {
        return "dequeue";
    }

    @Override
    public int place(List<Object> values, Object value) {
        return values.size();
    }
}

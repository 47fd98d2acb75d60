package dev.squall.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Divides the threads among generators that know nothing of each other; begins when it first sees the threads. */
record Partitioned(Function<Context, Map<List<Integer>, Generator>> division) implements Generator {

    @Override
    public Step next(Context context) {
        List<Part> parts = new ArrayList<>();
        division.apply(context).forEach((threads, generator) -> {
            // Without threads a generator could neither do anything nor ever be done.
            if (!threads.isEmpty()) {
                parts.add(new Part(threads, generator));
            }
        });
        return new Running(List.copyOf(parts)).next(context);
    }

    record Part(List<Integer> threads, Generator generator) {}

    record Running(List<Part> parts) implements Generator {

        @Override
        public Step next(Context context) {
            List<Part> current = new ArrayList<>(parts);
            long askAgainNanos = Long.MAX_VALUE;
            int first = context.anyOwner(parts.stream().map(Part::threads).toList());
            List<Part> ended = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                int index = (first + i) % parts.size();
                Part part = parts.get(index);
                Step step = part.generator().next(context.restrictedTo(part.threads()));
                if (step instanceof Step.Emit emit) {
                    current.set(index, new Part(part.threads(), emit.rest()));
                    current.removeAll(ended);
                    return new Step.Emit(emit.call(), new Running(List.copyOf(current)));
                }
                if (step instanceof Step.Later later) {
                    current.set(index, new Part(part.threads(), later.rest()));
                    askAgainNanos = Math.min(askAgainNanos, later.timeNanos());
                } else {
                    ended.add(part);
                }
            }
            current.removeAll(ended);
            return current.isEmpty() ? Step.DONE : new Step.Later(askAgainNanos, new Running(List.copyOf(current)));
        }
    }
}

package dev.squall.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Divides the threads among independent generators. The threads are divided when the generator is first asked for a
 * step.
 */
record Partitioned(Function<Context, Map<List<Integer>, Generator>> division) implements Generator {

    @Override
    public Step next(Context context) {
        List<Part> parts = new ArrayList<>();
        division.apply(context).forEach((threads, generator) -> {
            // Skips a generator without threads, since it could neither make a call nor end.
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

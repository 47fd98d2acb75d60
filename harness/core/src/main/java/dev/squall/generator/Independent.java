package dev.squall.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Generator of independent keys: each group of threads works on a key of its own. The groups of threads are formed when
 * the generator is first asked for a step.
 */
record Independent(int threadsPerKey, LongFunction<Generator> generatorOfKey) implements Generator {

    Independent {
        if (threadsPerKey < 1) {
            throw new IllegalArgumentException("threadsPerKey is " + threadsPerKey + ", expected at least 1");
        }
    }

    @Override
    public Step next(Context context) {
        List<Group> groups = new ArrayList<>();
        List<Integer> threads = context.threads();
        for (int start = 0; start < threads.size(); start += threadsPerKey) {
            List<Integer> owned = List.copyOf(threads.subList(start, Math.min(start + threadsPerKey, threads.size())));
            groups.add(new Group(owned, groups.size(), generatorOfKey.apply(groups.size())));
        }
        return new Running(generatorOfKey, List.copyOf(groups), groups.size()).next(context);
    }

    record Group(List<Integer> threads, long key, Generator generator) {

        Group with(Generator next) {
            return new Group(threads, key, next);
        }
    }

    record Running(LongFunction<Generator> generatorOfKey, List<Group> groups, long nextKey) implements Generator {

        @Override
        public Step next(Context context) {
            List<Group> current = new ArrayList<>(groups);
            long key = nextKey;
            long askAgainNanos = Long.MAX_VALUE;
            int first = context.anyOwner(groups.stream().map(Group::threads).toList());
            for (int i = 0; i < groups.size(); i++) {
                int index = (first + i) % groups.size();
                Group group = groups.get(index);
                Context own = context.restrictedTo(group.threads());
                Step step = group.generator().next(own);
                if (step instanceof Step.Done) {
                    group = new Group(group.threads(), key, generatorOfKey.apply(key));
                    key++;
                    step = group.generator().next(own);
                }
                if (step instanceof Step.Emit emit) {
                    current.set(index, group.with(emit.rest()));
                    Call call = emit.call();
                    Object keyed = Arrays.asList(group.key(), call.value());
                    return new Step.Emit(call.withValue(keyed), new Running(generatorOfKey, List.copyOf(current), key));
                }
                if (step instanceof Step.Later later) {
                    current.set(index, group.with(later.rest()));
                    askAgainNanos = Math.min(askAgainNanos, later.timeNanos());
                }
            }
            return new Step.Later(askAgainNanos, new Running(generatorOfKey, List.copyOf(current), key));
        }
    }
}

package dev.squall.check.linear;

import dev.squall.check.linear.model.Model;
import dev.squall.check.linear.model.Models;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Sets, queues and stacks, for the tests. */
final class CollectionSpecs {

    private CollectionSpecs() {}

    /** Which operations a set has. */
    enum SetUse {
        BY_ELEMENT,
        ALL,
        GROW_ONLY
    }

    /**
     * A set.
     *
     * @param use which operations it has; if it only grows, no element is added twice
     */
    record SetSpec(SetUse use) implements Spec {

        @Override
        public Model model() {
            return Models.named("set").model();
        }

        @Override
        public Object initial() {
            return List.of();
        }

        @Override
        public Done apply(Object state, int process, Request request) {
            List<?> elements = (List<?>) state;
            if (request.function().equals("read")) {
                return new Done(state, state);
            }
            boolean found = elements.contains(request.argument());
            boolean present = request.function().equals("contains")
                    ? found
                    : request.function().equals("add");
            TreeSet<Object> after = new TreeSet<>(elements);
            if (present) {
                after.add(request.argument());
            } else {
                after.remove(request.argument());
            }
            return new Done(new ArrayList<>(after), request.function().equals("contains") ? found : found != present);
        }

        @Override
        public Request draw(Random random, int process, int serial) {
            if (use == SetUse.GROW_ONLY) {
                return random.nextBoolean() ? new Request("read", null) : new Request("add", (long) serial);
            }
            String function =
                    List.of("add", "remove", "contains", "read").get(random.nextInt(use == SetUse.ALL ? 4 : 3));
            return new Request(function, function.equals("read") ? null : (Object) (long) random.nextInt(2));
        }

        @Override
        public Object recorded(Random random, Request request, Object result) {
            return switch (request.function()) {
                case "read" -> shuffled(random, (List<?>) result);
                case "contains" -> random.nextBoolean() ? result : List.of(request.argument(), result);
                default -> use != SetUse.GROW_ONLY && random.nextBoolean() ? result : request.argument();
            };
        }

        private static Object shuffled(Random random, List<?> elements) {
            List<Object> shuffled = new ArrayList<>(elements);
            Collections.shuffle(shuffled, random);
            return shuffled;
        }

        @Override
        public boolean agrees(Request request, Object recorded, Object result) {
            if (request.function().equals("read")) {
                return new ArrayList<>(new TreeSet<>((List<?>) recorded)).equals(result);
            }
            Object said = recorded instanceof List<?> pair ? pair.get(1) : recorded;
            return !(said instanceof Boolean) || said.equals(result);
        }

        @Override
        public Object otherRecord(Random random, Request request) {
            if (!request.function().equals("read")) {
                return use == SetUse.GROW_ONLY ? request.argument() : (Object) random.nextBoolean();
            }
            TreeSet<Object> elements = new TreeSet<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                elements.add((long) random.nextInt(use == SetUse.GROW_ONLY ? 6 : 2));
            }
            return new ArrayList<>(elements);
        }
    }

    /**
     * A queue, stack or priority queue.
     *
     * @param name the model's
     * @param put the function that puts a value in
     * @param take the function that takes one out
     * @param unique whether no value is put in twice
     */
    record ContainerSpec(String name, String put, String take, boolean unique) implements Spec {

        static List<Spec> all() {
            List<Spec> specs = new ArrayList<>();
            for (boolean unique : new boolean[] {false, true}) {
                specs.add(new ContainerSpec("fifo-queue", "enqueue", "dequeue", unique));
                specs.add(new ContainerSpec("stack", "push", "pop", unique));
                specs.add(new ContainerSpec("priority-queue", "insert", "delete-min", unique));
            }
            return specs;
        }

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
            List<Object> values = new ArrayList<>((List<?>) state);
            if (request.function().equals(put)) {
                values.add(request.argument());
                return new Done(values, request.argument());
            }
            if (values.isEmpty()) {
                return new Done(values, null);
            }
            int at = name.equals("fifo-queue")
                    ? 0
                    : name.equals("stack") ? values.size() - 1 : values.indexOf(new TreeSet<>(values).first());
            Object taken = values.remove(at);
            return new Done(values, taken);
        }

        @Override
        public Request draw(Random random, int process, int serial) {
            long value = unique ? serial + 1_000_000L * random.nextInt(10) : random.nextInt(3);
            return random.nextInt(9) < 5 ? new Request(put, value) : new Request(take, null);
        }

        @Override
        public boolean agrees(Request request, Object recorded, Object result) {
            return request.function().equals(put) || (recorded == null ? result == null : recorded.equals(result));
        }

        @Override
        public Object otherRecord(Random random, Request request) {
            boolean puts = request.function().equals(put);
            int drawn = random.nextInt(4);
            return puts ? request.argument() : drawn == 3 ? null : (Object) (long) drawn;
        }
    }
}

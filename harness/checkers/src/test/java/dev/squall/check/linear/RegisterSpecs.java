package dev.squall.check.linear;

import dev.squall.check.linear.model.Model;
import dev.squall.check.linear.model.Models;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Registers, counters and maps, for the tests. */
final class RegisterSpecs {

    private RegisterSpecs() {}

    /**
     * A register.
     *
     * @param withCas whether it has cas
     * @param unique whether no value is written twice
     */
    record RegisterSpec(boolean withCas, boolean unique) implements Spec {

        @Override
        public Model model() {
            return Models.named(withCas ? "cas-register" : "register").model();
        }

        @Override
        public Object initial() {
            return null;
        }

        @Override
        public Done apply(Object state, int process, Request request) {
            if (request.function().equals("read")) {
                return new Done(state, state);
            }
            if (request.function().equals("write")) {
                return new Done(request.argument(), request.argument());
            }
            List<?> pair = (List<?>) request.argument();
            return Objects.equals(pair.get(0), state)
                    ? new Done(pair.get(1), request.argument())
                    : new Done(state, FAILED);
        }

        @Override
        public Request draw(Random random, int process, int serial) {
            Object value = unique ? (long) serial + 1 : (Object) (long) random.nextInt(3);
            return switch (random.nextInt(withCas ? 4 : 3)) {
                case 0 -> new Request("write", value);
                case 3 -> new Request("cas", Arrays.asList(from(random, serial), value));
                default -> new Request("read", null);
            };
        }

        private Object from(Random random, int serial) {
            int drawn = random.nextInt(unique ? serial + 1 : 4);
            return drawn == 0 ? null : (Object) (long) drawn;
        }

        @Override
        public Object otherRecord(Random random, Request request) {
            return request.function().equals("read") ? from(random, 6) : request.argument();
        }

        @Override
        public boolean agrees(Request request, Object recorded, Object result) {
            return !request.function().equals("read") || Objects.equals(recorded, result);
        }
    }

    /** Transactions on the registers x and y. */
    record TransactionSpec() implements Spec {

        @Override
        public Model model() {
            return Models.named("multi-register").model(0L);
        }

        @Override
        public Object initial() {
            return Map.of("x", 0L, "y", 0L);
        }

        @Override
        public Done apply(Object state, int process, Request request) {
            Map<Object, Object> registers = new HashMap<>((Map<?, ?>) state);
            List<Object> answers = new ArrayList<>();
            for (Object step : (List<?>) request.argument()) {
                List<?> parts = (List<?>) step;
                if (parts.get(0).equals("w")) {
                    registers.put(parts.get(1), parts.get(2));
                    answers.add(step);
                } else {
                    answers.add(Arrays.asList("r", parts.get(1), registers.get(parts.get(1))));
                }
            }
            return new Done(registers, answers);
        }

        @Override
        public Request draw(Random random, int process, int serial) {
            List<Object> steps = new ArrayList<>();
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                String key = random.nextBoolean() ? "x" : "y";
                boolean read = random.nextInt(5) < 3;
                steps.add(Arrays.asList(read ? "r" : "w", key, read ? null : (Object) (long) random.nextInt(3)));
            }
            return new Request("txn", steps);
        }

        @Override
        public Object otherRecord(Random random, Request request) {
            List<Object> answers = new ArrayList<>();
            for (Object step : (List<?>) request.argument()) {
                List<?> parts = (List<?>) step;
                boolean read = parts.get(0).equals("r");
                answers.add(read ? Arrays.asList("r", parts.get(1), (long) random.nextInt(3)) : step);
            }
            return answers;
        }
    }

    /** An entry of a key-value map. */
    record AppendSpec(boolean unique) implements Spec {

        @Override
        public Model model() {
            return Models.named("kv-map").model();
        }

        @Override
        public Object initial() {
            return "";
        }

        @Override
        public Done apply(Object state, int process, Request request) {
            return switch (request.function()) {
                case "get" -> new Done(state, state);
                case "put" -> new Done(request.argument(), request.argument());
                default -> new Done(state + (String) request.argument(), request.argument());
            };
        }

        @Override
        public Request draw(Random random, int process, int serial) {
            String piece = unique
                    ? serial + "."
                    : "abababaabb".substring(0, random.nextInt(3)) + (random.nextBoolean() ? "a" : "b");
            return switch (random.nextInt(7)) {
                case 0 -> new Request("put", piece);
                case 1, 2, 3 -> new Request("append", piece);
                default -> new Request("get", null);
            };
        }

        @Override
        public boolean agrees(Request request, Object recorded, Object result) {
            return !request.function().equals("get") || recorded.equals(result);
        }

        @Override
        public Object otherRecord(Random random, Request request) {
            if (!request.function().equals("get")) {
                return request.argument();
            }
            return unique ? otherPieces(random) : "ababaab".substring(random.nextInt(3), 3 + random.nextInt(4));
        }

        private static String otherPieces(Random random) {
            StringBuilder pieces = new StringBuilder();
            for (int i = random.nextInt(3); i >= 0; i--) {
                pieces.append(random.nextInt(8)).append('.');
            }
            return pieces.toString();
        }
    }

    /** A counter. */
    record CounterSpec() implements Spec {

        @Override
        public Model model() {
            return Models.named("counter").model();
        }

        @Override
        public Object initial() {
            return 0L;
        }

        @Override
        public Done apply(Object state, int process, Request request) {
            return request.function().equals("read")
                    ? new Done(state, state)
                    : new Done((Long) state + (Long) request.argument(), request.argument());
        }

        @Override
        public Request draw(Random random, int process, int serial) {
            return random.nextBoolean() ? new Request("read", null) : new Request("add", (long) random.nextInt(5) - 1);
        }

        @Override
        public boolean agrees(Request request, Object recorded, Object result) {
            return !request.function().equals("read") || recorded.equals(result);
        }

        @Override
        public Object otherRecord(Random random, Request request) {
            return request.function().equals("read") ? (Object) (long) random.nextInt(8) : request.argument();
        }
    }
}

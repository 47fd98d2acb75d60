package dev.squall.jepsen;

import static org.assertj.core.api.Assertions.assertThat;

import clojure.java.api.Clojure;
import clojure.lang.IFn;
import clojure.lang.PersistentArrayMap;
import dev.squall.history.EdnReader;
import dev.squall.history.EdnWriter;
import dev.squall.history.HistoryFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Equality of values against Clojure's reader and its {@code =}, on generated EDN. */
class ClojureEqualityTest {

    private static final int PAIRS = 100_000;
    private static final List<String> ATOMS = List.of(
            "nil",
            "true",
            "0",
            "-0",
            "0N",
            "1",
            "1N",
            "+1",
            "01",
            "0x1",
            "2r1",
            "1.0",
            "1.00",
            "1e0",
            "10e-1",
            "1M",
            "1.0M",
            "1.00M",
            "100e-2M",
            "0.0",
            "-0.0",
            "0M",
            "0.0M",
            "1/2",
            "2/4",
            "3/6",
            "2/2",
            "0.5",
            "0.50M",
            "5e-1M",
            "9223372036854775807",
            "9223372036854775808",
            "9223372036854775808N",
            "\"1\"",
            "\"\\u0031\"",
            "\"\\061\"",
            "\\1",
            "\\u0031",
            "\\o61",
            ":a",
            "a",
            ":n/a",
            "n/a",
            "#inst \"2020-01-01\"",
            "#inst \"2020\"",
            "#inst \"2020-01-01T01:00:00.0001+01:00\"",
            "#uuid \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"",
            "#uuid \"F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6\"",
            "#n/t 1",
            "#n/t 1N",
            "#n/t 1.0",
            "#n/u 1",
            "08",
            "1/0");

    private final IFn read = Clojure.var("clojure.edn", "read-string");
    private final IFn equal = Clojure.var("clojure.core", "=");
    private final Object options = PersistentArrayMap.createAsIfByAssoc(
            new Object[] {Clojure.read(":default"), Clojure.var("clojure.core", "vector")});

    ClojureEqualityTest() {
        Clojure.var("clojure.core", "require").invoke(Clojure.read("clojure.edn"));
    }

    private static String value(Random random, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return ATOMS.get(random.nextInt(ATOMS.size()));
        }
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            elements.add(value(random, depth - 1));
        }
        String list = String.join(random.nextBoolean() ? " " : ", ", elements);
        String pairs = elements.size() == 2 ? list : "";
        return switch (random.nextInt(7)) {
            case 0, 1 -> "[" + list + "]";
            case 2 -> "(" + list + ")";
            case 3 -> "#{" + list + "}";
            case 4 -> "{" + pairs + "}";
            case 5 -> "#:n{" + pairs + "}";
            default -> "^{:m 1} [" + list + "]";
        };
    }

    /** Returns another text that is often equal: atoms of the same kind take each other's place. */
    private static String varied(Random random, String text) {
        String varied = text;
        for (int i = random.nextInt(3); i > 0; i--) {
            List<String> same = List.of(
                            List.of("1", "1N", "01", "0x1"),
                            List.of("1.0", "1e0", "1.00"),
                            List.of("1M", "1.00M"),
                            List.of("0.0", "-0.0"),
                            List.of("1/2", "2/4"),
                            List.of("[", "("),
                            List.of("]", ")"))
                    .get(random.nextInt(7));
            String from = same.get(random.nextInt(same.size()));
            int at = varied.indexOf(from);
            boolean isToken =
                    at >= 0 && (at == 0 || " ,[({".indexOf(varied.charAt(at - 1)) >= 0 || "[(])".contains(from));
            if (isToken) {
                varied = varied.substring(0, at)
                        + same.get(random.nextInt(same.size()))
                        + varied.substring(at + from.length());
            }
        }
        return varied;
    }

    private Optional<Object> theirs(String edn) {
        try {
            return Optional.of(List.of(Optional.ofNullable(read.invoke(options, edn))));
        } catch (RuntimeException refused) {
            return Optional.empty();
        }
    }

    private static Optional<Object> ours(String edn) {
        try {
            return Optional.of(List.of(Optional.ofNullable(new EdnReader(edn).read())));
        } catch (HistoryFormatException refused) {
            return Optional.empty();
        }
    }

    private static Object unwrapped(Object wrapped) {
        return ((Optional<?>) ((List<?>) wrapped).get(0)).orElse(null);
    }

    @Test
    void equalsIsClojuresEquality() {
        Random random = new Random(5);
        int equals = 0;
        int refused = 0;
        for (int i = 0; i < PAIRS; i++) {
            String one = value(random, 2);
            String other = random.nextInt(3) == 0 ? value(random, 2) : varied(random, one);
            Optional<Object> ours = ours(one);
            Optional<Object> theirs = theirs(one);
            assertThat(ours.isPresent()).as(one).isEqualTo(theirs.isPresent());
            assertThat(ours(other).isPresent())
                    .as(other)
                    .isEqualTo(theirs(other).isPresent());
            if (ours.isPresent() && ours(other).isPresent()) {
                boolean isEqual = (Boolean) equal.invoke(
                        unwrapped(theirs.get()), unwrapped(theirs(other).get()));
                assertThat(ours.get().equals(ours(other).get()))
                        .as(one + " = " + other)
                        .isEqualTo(isEqual);
                assertThat(new EdnReader(EdnWriter.toEdn(unwrapped(ours.get()))).read())
                        .isEqualTo(unwrapped(ours.get()));
                equals += isEqual ? 1 : 0;
            } else {
                refused++;
            }
        }
        assertThat(equals).isBetween(PAIRS / 5, 4 * PAIRS / 5);
        assertThat(refused).isBetween(PAIRS / 100, PAIRS / 3);
    }
}

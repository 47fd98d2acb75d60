package dev.squall.lectures.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SequenceTest {

    private static final class Letter extends Sequence.Entry {
        private Letter(long number, char value) {
            super(new TextId("n1", number), value);
        }
    }

    /** A sequence, and a list with the same content. */
    private static final class Model {
        private final Letter begin = new Letter(0, '<');
        private final Letter end = new Letter(1, '>');
        private final Sequence<Letter> sequence = new Sequence<>(begin, end);
        private final List<Letter> all = new ArrayList<>(List.of(begin, end));
        private final Set<Letter> hidden = new HashSet<>();

        private List<Letter> visible() {
            return all.stream().filter(letter -> !hidden.contains(letter)).toList();
        }

        private void change(Random random, int number) {
            int index = 1 + random.nextInt(all.size() - 1);
            Letter letter = new Letter(number, (char) ('a' + number % 26));
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    sequence.insertAfter(all.get(index - 1), letter);
                    all.add(index, letter);
                }
                case 2, 3 -> {
                    sequence.insertBefore(all.get(index), letter);
                    all.add(index, letter);
                }
                case 4 -> {
                    if (index < all.size() - 1) {
                        assertThat(sequence.hide(all.get(index))).isEqualTo(hidden.add(all.get(index)));
                    }
                }
                default -> {
                    if (index < all.size() - 1 && !hidden.contains(all.get(index))) {
                        sequence.remove(all.remove(index));
                    }
                }
            }
        }
    }

    /** Compares with a list, which is slow and short. The text is long enough for several chunks. */
    @Property(tries = 5)
    void sequenceBehavesLikeAList(@ForAll long seed) {
        Random random = new Random(seed);
        Model model = new Model();
        for (int number = 2; number < 1_500; number++) {
            model.change(random, number);
        }

        Sequence<Letter> sequence = model.sequence;
        List<Letter> all = model.all;
        List<Letter> visible = model.visible();
        assertThat(sequence.size()).isEqualTo(visible.size());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < visible.size(); i++) {
            assertThat(sequence.at(i)).isSameAs(visible.get(i));
            if (i > 0) {
                assertThat(sequence.previousVisible(visible.get(i))).isSameAs(visible.get(i - 1));
            }
            text.append(visible.get(i).value());
        }
        assertThat("<" + sequence.characters() + ">").isEqualTo(text.toString());
        for (int i = 0; i < all.size(); i++) {
            Letter letter = all.get(i);
            assertThat(sequence.next(letter)).isSameAs(i + 1 < all.size() ? all.get(i + 1) : null);
            assertThat(sequence.last(other -> all.indexOf(other) <= all.indexOf(letter)))
                    .isSameAs(letter);
        }
    }

    @Test
    void indexBeyondTheEndIsRefused() {
        assertThatThrownBy(() -> new Model().sequence.at(2)).hasMessage("found index 2, expected less than 2");
    }
}

package dev.squall.jepsen;

import static org.assertj.core.api.Assertions.assertThat;

import clojure.java.api.Clojure;
import dev.squall.history.EdnReader;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.HistoryReader;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the two forms of EDN data and of histories. */
class ClojureDataTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nil",
                "true",
                "12",
                "1.5",
                "\"a\"",
                "\\a",
                ":a",
                ":a/b",
                "sym",
                "[1 [nil :b]]",
                "{:a [1], 2 nil}",
                "#{1 :a}",
                "123456789012345678901234567890N",
                "1.5M"
            })
    void ednReadHereEqualsEdnReadByClojure(String edn) {
        Object ours = new EdnReader(edn).read();
        Object theirs = Clojure.read(edn);
        assertThat(ClojureData.fromClojure(theirs)).isEqualTo(ours);
        assertThat(ClojureData.fromClojure(ClojureData.toClojure(ours))).isEqualTo(ours);
    }

    @Test
    void valueWithoutEdnFormBecomesText() {
        assertThat(ClojureData.fromClojure(List.of(new StringBuilder("x")))).isEqualTo(List.of("x"));
    }

    @Test
    void historyOfMapsEqualsItsText() {
        String edn = "[{:index 0, :time 5, :type :invoke, :process 0, :f :read, :value nil, :node \"a\"}"
                + " {:index 1, :time 6, :type :info, :process :nemesis, :f :kill, :value [\"a\"]}"
                + " {:index 2, :time 7, :type :ok, :process 0, :f :read, :value 3}]";
        assertThat(JepsenHistory.of((Iterable<?>) Clojure.read(edn)).operations())
                .isEqualTo(HistoryReader.parse(edn).operations());
    }

    @Test
    void operationWithoutTypeIsRefused() {
        Assertions.assertThatThrownBy(() -> JepsenHistory.of((Iterable<?>) Clojure.read("[{:process 0, :f :read}]")))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessage("operation 0: found the :type null, expected one of :invoke, :ok, :fail and :info");
    }
}

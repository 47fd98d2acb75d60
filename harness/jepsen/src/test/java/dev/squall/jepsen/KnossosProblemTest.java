package dev.squall.jepsen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clojure.lang.IPersistentMap;
import clojure.lang.Keyword;
import dev.squall.check.linear.certificate.SequentialObject;
import dev.squall.check.linear.model.FifoQueue;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.HistoryReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the operations that Knossos gets. */
class KnossosProblemTest {

    private static final History REGISTER = HistoryReader.parse(
            """
            {:type :invoke, :process 0, :f :read, :value nil}
            {:type :ok, :process 0, :f :read, :value nil}
            {:type :invoke, :process 0, :f :cas, :value [nil 1]}
            {:type :fail, :process 0, :f :cas, :value [nil 1]}
            {:type :invoke, :process 0, :f :write, :value 3}
            {:type :info, :process 0, :f :write, :value 3}
            {:type :invoke, :process 0, :f :write, :value nil}
            {:type :ok, :process 0, :f :write, :value nil}
            """);

    private static List<String> field(KnossosProblem problem, String name) {
        Keyword keyword = Keyword.intern(null, name);
        List<String> values = new ArrayList<>();
        for (Object operation : problem.operations()) {
            values.add(String.valueOf(ClojureData.fromClojure(((IPersistentMap) operation).valAt(keyword))));
        }
        return values;
    }

    @Test
    void failedOperationsAreLeftOutAndIndexesStay() {
        KnossosProblem problem =
                KnossosProblem.forOwnModels(REGISTER, false, null).get(0);
        assertThat(field(problem, "index")).containsExactly("0", "1", "4", "6", "7");
    }

    @Test
    void nilReadObservesNil() {
        KnossosProblem problem =
                KnossosProblem.forOwnModels(REGISTER, false, null).get(0);
        assertThat(field(problem, "value")).containsExactly("null", ":squall/nil", "3", ":squall/nil", ":squall/nil");
    }

    @Test
    void nilReadIsUnknownIfNilIsNotInitial() {
        KnossosProblem problem =
                KnossosProblem.forOwnModels(REGISTER, false, 0L).get(0);
        assertThat(field(problem, "value").get(1)).isEqualTo("null");
    }

    @Test
    void crashedProcessContinuesAsAnother() {
        KnossosProblem problem =
                KnossosProblem.forOwnModels(REGISTER, false, null).get(0);
        List<String> processes = field(problem, "process");
        assertThat(processes.get(2)).isNotEqualTo(processes.get(3));
        assertThat(processes.get(3)).isEqualTo("0");
    }

    @Test
    void equalOperationsOfOtherObjectsShareANumber() {
        History queue = HistoryReader.parse(
                """
                {:type :invoke, :process 0, :f :enqueue, :value [7 1]}
                {:type :ok, :process 0, :f :enqueue, :value [7 1]}
                {:type :invoke, :process 0, :f :dequeue, :value [7 nil]}
                {:type :ok, :process 0, :f :dequeue, :value [7 1]}
                {:type :invoke, :process 1, :f :enqueue, :value [7 1]}
                {:type :ok, :process 1, :f :enqueue, :value [7 1]}
                {:type :invoke, :process 1, :f :enqueue, :value [8 1]}
                """);
        List<KnossosProblem> problems = KnossosProblem.stepped(queue, true, SequentialObject.of(new FifoQueue()));
        assertThat(problems).extracting(KnossosProblem::key).containsExactly(7L, 8L);
        assertThat(problems.get(0).effects()).hasSize(2);
        assertThat(field(problems.get(0), "value")).containsExactly("0", "0", "1", "1", "0", "0");
    }

    @Test
    void valueWithoutKeyIsRefused() {
        assertThatThrownBy(() -> KnossosProblem.forOwnModels(REGISTER, true, null))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessage("operation 0: found the value nil, expected [key value]");
    }
}

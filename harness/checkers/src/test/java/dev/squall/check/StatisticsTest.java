package dev.squall.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.history.HistoryReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void countsByFunctionAndTypeAndRanksLatencies() {
        StringBuilder edn = new StringBuilder();
        for (int i = 1; i <= 100; i++) {
            long begin = 1000L * i;
            edn.append("{:type :invoke :process 0 :f :read :time " + begin + "}{:type :ok :process 0 :f :read :time ")
                    .append(begin + i)
                    .append('}');
        }
        edn.append("{:type :invoke :process 0 :f :write}{:type :info :process 0 :f :write}");
        edn.append("{:type :invoke :process 1 :f :write}{:type :fail :process 1 :f :write}");
        edn.append("{:type :invoke :process 1 :f :write}{:type :info :process :nemesis :f :kill}");
        Verdict verdict = new Statistics().check(HistoryReader.parse(edn.toString()), Budget.DEFAULT);
        Map<String, Object> latency = Map.of("p50Nanos", 50L, "p95Nanos", 95L, "p99Nanos", 99L, "maxNanos", 100L);
        assertThat(verdict.validity()).isEqualTo(Validity.VALID);
        assertThat(verdict.details())
                .containsEntry(
                        "all", Map.of("invoked", 103, "ok", 100, "fail", 1, "info", 1, "open", 1, "latency", latency));
        assertThat(verdict.details())
                .containsEntry(
                        "functions",
                        Map.of(
                                "read",
                                Map.of("invoked", 100, "ok", 100, "fail", 0, "info", 0, "open", 0, "latency", latency),
                                "write",
                                Map.of("invoked", 3, "ok", 0, "fail", 1, "info", 1, "open", 1)));
    }

    @Test
    void anEmptyHistoryHasNoLatency() {
        Verdict verdict = new Statistics().check(HistoryReader.parse(""), Budget.DEFAULT);
        assertThat(verdict.details())
                .containsEntry("all", Map.of("invoked", 0, "ok", 0, "fail", 0, "info", 0, "open", 0));
    }
}

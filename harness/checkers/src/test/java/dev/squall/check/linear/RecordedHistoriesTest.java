package dev.squall.check.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Verdict;
import dev.squall.check.linear.SharedHistories.Recorded;
import dev.squall.history.EtcdLogReader;
import dev.squall.history.HistoryReader;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedHistoriesTest {

    @Test
    void allEtcdLogsAreDecidedAsIndependentCheckersDo() throws IOException {
        List<Recorded> logs = SharedHistories.named("etcd/");
        assertThat(logs).hasSize(51);
        for (Recorded log : logs) {
            Verdict verdict = LinearizabilityChecker.ofCasRegister(null, false)
                    .check(EtcdLogReader.read(log.file()), Budget.DEFAULT);
            assertThat(verdict.validity())
                    .as(log.name() + ": " + verdict.summary())
                    .isEqualTo(log.verdict());
        }
    }

    @Test
    void allCasRegisterHistoriesAreDecidedAsIndependentCheckersDo() throws IOException {
        List<Recorded> histories = SharedHistories.named("cas-register/");
        assertThat(histories).hasSize(60);
        for (Recorded history : histories) {
            Verdict verdict = LinearizabilityChecker.ofCasRegister(0L, false)
                    .check(HistoryReader.read(history.file()), Budget.DEFAULT);
            assertThat(verdict.validity())
                    .as(history.name() + ": " + verdict.summary())
                    .isEqualTo(history.verdict());
        }
    }
}

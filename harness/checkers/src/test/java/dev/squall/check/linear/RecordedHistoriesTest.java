package dev.squall.check.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.SharedHistories.Recorded;
import dev.squall.check.linear.model.CasRegister;
import dev.squall.check.linear.model.Models;
import dev.squall.history.History;
import dev.squall.history.HistoryReader;
import dev.squall.history.format.HistoryFormats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordedHistoriesTest {

    @Test
    void allEtcdLogsAreDecidedAsIndependentCheckersDo() throws IOException {
        List<Recorded> logs = SharedHistories.named("etcd/");
        assertThat(logs).hasSize(51);
        for (Recorded log : logs) {
            Verdict verdict = LinearizabilityChecker.ofCasRegister(null, false)
                    .check(HistoryFormats.read(log.file()).history(), Budget.DEFAULT);
            assertThat(verdict.validity())
                    .as(log.name() + ": " + verdict.summary())
                    .isEqualTo(log.verdict());
        }
    }

    @Test
    void casRegisterVerdictsMatchOtherCheckers() throws IOException {
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

    @Test
    void keyValueVerdictsMatchOtherChecker() throws IOException {
        List<Recorded> logs = SharedHistories.named("kv/");
        assertThat(logs).hasSize(4);
        LinearizabilityChecker checker =
                new LinearizabilityChecker(Models.named("kv-map").model(), true);
        for (Recorded log : logs) {
            Verdict verdict = checker.check(HistoryFormats.read(log.file()).history(), Budget.DEFAULT);
            assertThat(verdict.validity())
                    .as(log.name() + ": " + verdict.summary())
                    .isEqualTo(log.verdict());
        }
    }

    @Test
    void transactionVerdictMatchesOtherCheckers() throws IOException {
        List<Recorded> histories = SharedHistories.named("multi-register/");
        assertThat(histories).hasSize(1);
        Verdict verdict = new LinearizabilityChecker(
                        Models.named("multi-register").model(0L), false)
                .check(HistoryReader.read(histories.get(0).file()), Budget.DEFAULT);
        assertThat(verdict.validity()).as(verdict.summary()).isEqualTo(Validity.VALID);
    }

    @Test
    void textFormatDoesNotChangeVerdicts() throws IOException {
        Random random = new Random(14);
        List<Recorded> all = new ArrayList<>(SharedHistories.named("etcd/"));
        all.addAll(SharedHistories.named("cas-register/"));
        all.addAll(SharedHistories.named("kv/"));
        for (Recorded recorded : all) {
            boolean isMap = recorded.name().startsWith("kv/");
            Object initial = recorded.name().startsWith("cas-register/") ? 0L : null;
            LinearizabilityChecker checker = new LinearizabilityChecker(
                    isMap ? Models.named("kv-map").model() : new CasRegister(initial), isMap);
            History history = HistoryFormats.read(recorded.file()).history();
            for (int i = 0; i < 10; i++) {
                Dressing dressing = new Dressing(random, isMap, true);
                KeyReading reading = KeyReading.of(
                        HistoryFormats.parse(dressing.write(history)).history(),
                        isMap ? Models.named("kv-map").model()::call : new CasRegister(initial)::call);
                Verdict verdict =
                        checker.check((isMap ? reading.keyed() : reading.single()).orElseThrow(), Budget.DEFAULT);
                assertThat(verdict.validity())
                        .as(recorded.name() + " as " + dressing + ": " + verdict.summary())
                        .isEqualTo(recorded.verdict());
            }
        }
    }
}

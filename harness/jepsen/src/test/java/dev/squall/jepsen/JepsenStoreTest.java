package dev.squall.jepsen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.history.EdnReader;
import dev.squall.history.HistoryReader;
import dev.squall.history.Keyword;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests runs in Jepsen's store. */
class JepsenStoreTest {

    private static final String HISTORY =
            """
            {:index 0, :time 5, :type :invoke, :process 0, :f :write, :value [1 2]}
            {:index 1, :time 6, :type :info, :process :nemesis, :f :kill, :value nil}
            {:index 2, :time 7, :type :fail, :process 0, :f :write, :value [1 2], :error "node n0 is down"}
            """;

    @TempDir
    private Path folder;

    private Path run;

    @BeforeEach
    void makeARun() throws IOException {
        run = folder.resolve("runs").resolve("raft-kv-process").resolve("20260102T030405Z-7");
        Files.createDirectories(run.resolve("nodes").resolve("n0"));
        Files.writeString(run.resolve("nodes").resolve("n0").resolve("stderr.log"), "hello\n");
        Files.writeString(run.resolve("history.edn"), HISTORY);
        Files.writeString(run.resolve("experiment.json"), "{\"experiment\": {\"concurrency\": 4, \"latency\": 1.5}}");
        Files.writeString(
                run.resolve("verdict.json"),
                "{\"outcome\": \"violation\", \"verdicts\":"
                        + " [{\"checker\": \"linearizable\", \"validity\": \"violation\","
                        + " \"details\": {\"17 or so\": null}}]}");
    }

    private Map<?, ?> edn(Path file) throws IOException {
        return (Map<?, ?>) new EdnReader(Files.readString(file)).read();
    }

    @Test
    void storeHasJepsensLayout() throws IOException {
        Path stored = JepsenStore.export(run, folder.resolve("store"));
        assertThat(folder.relativize(stored)).hasToString("store/raft-kv-process/20260102T030405.000Z");
        assertThat(HistoryReader.read(stored.resolve("history.edn")).operations())
                .isEqualTo(HistoryReader.parse(HISTORY).operations());
        assertThat(Files.readString(stored.resolve("history.txt")))
                .isEqualTo("0\t:invoke\t:write\t[1 2]\n:nemesis\t:info\t:kill\tnil\n"
                        + "0\t:fail\t:write\t[1 2]\tnode n0 is down\n");
        assertThat(stored.resolve("n0").resolve("stderr.log")).hasContent("hello");
        assertThat(folder.resolve("store/latest/history.edn")).exists();
        assertThat(folder.resolve("store/raft-kv-process/latest/history.edn")).exists();
    }

    @Test
    void eachKeyHasAHistoryOfItsOwnWithTheNemesis() throws IOException {
        Path stored = JepsenStore.export(run, folder.resolve("store"));
        assertThat(stored.resolve("independent/1/history.edn"))
                .hasContent(
                        """
                        {:index 0, :time 5, :type :invoke, :process 0, :f :write, :value 2}
                        {:index 1, :time 6, :type :info, :process :nemesis, :f :kill, :value nil}
                        {:index 2, :time 7, :type :fail, :process 0, :f :write, :value 2, :error "node n0 is down"}
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"\"../..\", %22%2E%2E%2F%2E%2E%22", ".., %2E%2E"})
    void keyCannotLeaveTheStore(String key, String name) throws IOException {
        Files.writeString(run.resolve("history.edn"), HISTORY.replace("[1 2]", "[" + key + " 2]"));
        Path stored = JepsenStore.export(run, folder.resolve("store"));
        assertThat(stored.resolve("independent").resolve(name).resolve("history.edn"))
                .exists();
    }

    @Test
    void historyWithoutKeysIsNotSplit() throws IOException {
        Files.writeString(run.resolve("history.edn"), HISTORY.replace("[1 2]", "2"));
        assertThat(JepsenStore.export(run, folder.resolve("store")).resolve("independent"))
                .doesNotExist();
    }

    @Test
    void transactionsOfTwoStepsAreNotKeyed() throws IOException {
        String transactions =
                HISTORY.replace("[1 2]", "[[:append 1 2] [:r 1 nil]]").replace(":write", ":txn");
        Files.writeString(run.resolve("history.edn"), transactions);
        Path stored = JepsenStore.export(run, folder.resolve("store"));
        assertThat(stored.resolve("independent")).doesNotExist();
        assertThat(stored.resolve("history.edn")).hasContent(transactions);
    }

    @Test
    void resultsAndTestAreEdn() throws IOException {
        Path stored = JepsenStore.export(run, folder.resolve("store"));
        Map<?, ?> results = edn(stored.resolve("results.edn"));
        assertThat(results.get(new Keyword("valid?"))).isEqualTo(false);
        assertThat(((Map<?, ?>) results.get(new Keyword("linearizable"))).get(new Keyword("valid?")))
                .isEqualTo(false);
        Map<?, ?> test = edn(stored.resolve("test.edn"));
        assertThat(test.get(new Keyword("name"))).isEqualTo("raft-kv-process");
        assertThat(test.get(new Keyword("start-time"))).isEqualTo("20260102T030405.000Z");
        assertThat(test.get(new Keyword("concurrency"))).isEqualTo(4L);
    }

    @Test
    void aRunWithoutAVerdictIsUnknown() throws IOException {
        Files.delete(run.resolve("verdict.json"));
        Path stored = JepsenStore.export(run, folder.resolve("store"));
        assertThat(edn(stored.resolve("results.edn")).get(new Keyword("valid?")))
                .isEqualTo(new Keyword("unknown"));
    }

    @Test
    void theSameRunTwiceIsTwoRuns() {
        Path first = JepsenStore.export(run, folder.resolve("store"));
        assertThat(JepsenStore.export(run, folder.resolve("store"))).isNotEqualTo(first);
    }

    @Test
    void folderWithoutRunIsRefused() {
        assertThatThrownBy(() -> JepsenStore.export(folder.resolve("none"), folder.resolve("store")))
                .isInstanceOf(WorldException.class)
                .hasMessageContaining("no such file or folder; expected a run folder");
    }
}

package dev.squall.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.squall.check.convergence.SetFull;
import dev.squall.check.totals.CounterBounds;
import dev.squall.history.History;
import dev.squall.history.HistoryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Histories of others, judged by the definitions of Jepsen's checkers; skipped where they are not beside the project.
 */
class RecordedSetsAndCountersTest {

    private static History recorded(String name) throws IOException {
        Path folder = Path.of(System.getProperty("squall.histories", "../../../shared/histories"))
                .toAbsolutePath()
                .normalize();
        Path file = folder.resolve("other").resolve(name);
        assumeTrue(
                Files.isRegularFile(file),
                "there is no " + file + "; -Dsquall.histories=FOLDER names the folder of recorded histories");
        return HistoryReader.read(file);
    }

    /** 287 increments and not one read: nothing can be out of bounds. */
    @Test
    void neverReadCounterIsValid() throws IOException {
        Verdict verdict = new CounterBounds().check(recorded("counter.edn"), Budget.DEFAULT);
        assertThat(verdict.validity()).isEqualTo(Validity.VALID);
        assertThat(verdict.details()).containsEntry("reads", 0);
    }

    /** Three adds, all in the read that follows them: stable, and never missed. */
    @Test
    void theSetIsValidEvenAsALinearizableOne() throws IOException {
        Verdict verdict = new SetFull(true, false).check(recorded("set.edn"), Budget.DEFAULT);
        assertThat(verdict.validity()).as(verdict.summary()).isEqualTo(Validity.VALID);
        assertThat(verdict.details()).containsEntry("stable", 3);
    }

    /** 293 adds under key 0, then one read that completes without its key and has all of them. */
    @Test
    void theFullSetIsValidByKey() throws IOException {
        Verdict verdict = new SetFull(true, true).check(recorded("set_full.edn"), Budget.DEFAULT);
        assertThat(verdict.validity()).as(verdict.summary()).isEqualTo(Validity.VALID);
        assertThat(verdict.details()).containsEntry("stable", 293);
    }

    /** Without the key, elements are pairs, none of which the read has. */
    @Test
    void fullSetWithoutKeysHasUnexpectedElement() throws IOException {
        Verdict verdict = new SetFull(false, false).check(recorded("set_full.edn"), Budget.DEFAULT);
        assertThat(verdict.anomaly()).isEqualTo("unexpected-element");
        assertThat(verdict.details()).containsEntry("lost", 293);
    }
}

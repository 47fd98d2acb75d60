package dev.squall.check.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.read.TransactionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Histories that others recorded, in a folder beside the project; skipped without it. */
class SharedTransactionsTest {

    private static final List<String> FOLDERS = List.of("none", "read-committed", "read-atomic", "causal");

    private static Path folder() {
        String property = System.getProperty("squall.histories");
        Path folder = (property != null ? Path.of(property) : Path.of("..", "..", "..", "shared", "histories"))
                .resolve("transactions")
                .toAbsolutePath()
                .normalize();
        assumeTrue(
                Files.isDirectory(folder),
                "the recorded histories are not at " + folder + "; -Dsquall.histories=FOLDER names another place");
        return folder;
    }

    private static Validity check(String file, String level) throws IOException {
        TransactionHistory history = TransactionReader.read(folder().resolve(file));
        TransactionVerdict verdict =
                TransactionChecker.decide(history, IsolationLevel.named(level).orElseThrow(), Budget.DEFAULT);
        assertThat(verdict.verify(history)).isEmpty();
        return verdict.validity();
    }

    @Test
    void eachTextSatisfiesTheLevelsUpToItsFolders() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder().resolve("text"))) {
            files = new ArrayList<>(walk.filter(Files::isRegularFile).sorted().toList());
        }
        files.removeIf(file -> file.getFileName().toString().startsWith("pg_ser_bug"));
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            String strongest =
                    folder().resolve("text").relativize(file).getName(0).toString();
            for (int i = 1; i < FOLDERS.size(); i++) {
                Validity expected = i <= FOLDERS.indexOf(strongest) ? Validity.VALID : Validity.VIOLATION;
                assertThat(check(file.toString(), FOLDERS.get(i)))
                        .as(file + " " + FOLDERS.get(i))
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text/pg_ser_bug.txt, serializable, VIOLATION",
        "text/causal/fully-ser.txt, serializable, VALID",
        "text/causal/lost-update.txt, serializable, VIOLATION",
        "text/causal/lost-update.txt, snapshot-isolation, VIOLATION",
        "text/causal/long-fork.txt, serializable, VIOLATION",
        "text/causal/long-fork.txt, snapshot-isolation, VIOLATION",
        "edn/paper-example.edn, serializable, VIOLATION",
        "edn/paper-example.edn, repeatable-read, VIOLATION",
        "edn/paper-example.edn, read-committed, VALID",
        "edn/list-append-gh-30.edn, repeatable-read, VIOLATION",
        "edn/list-append-gh-30.edn, snapshot-isolation, VALID",
        "edn/rw-register.edn, read-uncommitted, VIOLATION"
    })
    void theVerdictIsAsListed(String file, String level, Validity expected) throws IOException {
        assertThat(check(file, level)).isEqualTo(expected);
    }
}

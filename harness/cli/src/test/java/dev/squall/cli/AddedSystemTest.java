package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Follows the guide that adds a system: its listings make a jar, which {@code squall} then knows. */
@Timeout(300)
class AddedSystemTest {

    private static final Path GUIDE = Path.of("../../systems-under-test/lectures/ADDING.md");
    private static final int LINES_MAX = 150;

    @TempDir
    private static Path folder;

    private static Path jar;
    private static int lines;

    @BeforeAll
    static void buildTheJarOfTheGuide() throws IOException {
        GuideClasses.Listings listings = GuideClasses.jar(GUIDE, folder);
        jar = listings.jar();
        lines = listings.lines();
    }

    private static String squall(String... arguments) throws Exception {
        String separator = System.getProperty("path.separator");
        return GuideClasses.squall(folder, System.getProperty("java.class.path") + separator + jar, arguments);
    }

    @Test
    void listingsAreShort() {
        assertThat(lines).isPositive().isLessThanOrEqualTo(LINES_MAX);
    }

    @Test
    void newSystemIsListedAndItsClaimConfirmed() throws Exception {
        assertThat(squall("list"))
                .contains("  primary-backup-backups-answer-reads ", "lecture 5.2: a register is linearizable if only");
        assertThat(squall("lectures", "primary-backup"))
                .contains("confirmed  primary-backup (lecture 5.2)", "caught in run ")
                .endsWith("exit 0");
    }

    @Test
    void newSystemRunsAsProcesses() throws Exception {
        String output = squall("run", "primary-backup", "--nodes", "2", "--time-limit", "3s", "--seed", "1");

        assertThat(output).contains("primary-backup, process world").containsPattern("exit [03]$");
    }

    @Test
    void newFlawHasAnEntryInTheGallery() throws Exception {
        String flawed = "primary-backup-backups-answer-reads";

        String output =
                squall("gallery", flawed, "--to", folder.resolve("gallery").toString());

        assertThat(output).contains("stale-read: " + flawed).endsWith("exit 0");
        assertThat(folder.resolve("gallery").resolve(flawed).resolve("report.html"))
                .exists();
    }
}

package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void aRunEndsWithItsPageAndSaysWhereItIs() throws IOException {
        Squall.Result result = run("raft-kv");

        Path run = folder.resolve("latest").toRealPath();
        assertThat(result.out()).contains("  report: ").contains("report.html");
        assertThat(run.resolve("report.html")).content().contains("<title>raft-kv: valid</title>");
        JsonNode orders =
                JSON.readTree(run.resolve("certificate.json").toFile()).path("orders");
        assertThat(orders).isNotEmpty();
        assertThat(orders.get(0).path("invocations")).isNotEmpty();
    }

    @Test
    void aPageRenderedAgainIsTheSame() throws IOException {
        run("raft-kv");
        Path page = folder.resolve("latest").toRealPath().resolve("report.html");
        byte[] first = Files.readAllBytes(page);

        assertThat(Squall.run("report", folder.resolve("latest").toString()).exitCode())
                .isZero();

        assertThat(Files.readAllBytes(page)).isEqualTo(first);
    }

    @Test
    void noReportLeavesThePageOut() {
        assertThat(run("raft-kv", "--no-report").out()).doesNotContain("report: ");
        assertThat(folder.resolve("latest/report.html")).doesNotExist();
        assertThat(folder.resolve("latest/certificate.json")).doesNotExist();
    }

    @Test
    void showPrintsAViolationAsATable() {
        Squall.Result run = run(
                "raft-kv-leader-reads-its-own-state", "--time-limit", "25s", "--faults", "partition", "--no-report");
        assertThat(run.exitCode()).isEqualTo(1);

        Squall.Result shown = Squall.run("show", folder.resolve("latest").toString());

        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out())
                .startsWith("raft-kv-leader-reads-its-own-state: VIOLATION\n")
                .containsPattern("node n\\d answered `read \\d+` with `\\d`")
                .containsPattern(" index +ms  process \\d+ +process \\d+\n")
                .contains("<- has no place", "faults in force: partition", "history.edn", "report.html", "again:");
    }

    @Test
    void showOfNoRunFolderIsRefused() {
        Squall.Result shown = Squall.run("show", folder.toString());

        assertThat(shown.exitCode()).isEqualTo(254);
        assertThat(shown.err()).contains("has no history.edn: expected the folder of a run");
    }

    private Squall.Result run(String system, String... options) {
        List<String> arguments = new ArrayList<>(List.of("run", system, "--world", "simulated", "--seed", "1"));
        if (!List.of(options).contains("--time-limit")) {
            arguments.addAll(List.of("--time-limit", "3s"));
        }
        arguments.addAll(List.of("--runs", folder.toString()));
        arguments.addAll(List.of(options));
        return Squall.run(arguments.toArray(String[]::new));
    }
}

package dev.squall.report.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.report.RecordedRuns;
import dev.squall.report.page.ReportException;
import dev.squall.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexPageTest {

    private static final String LECTURES =
            """
            {"claims": [{"claim": "reads-last-write", "lecture": "7.2", "statement": "a <store> reads",
              "confirmed": true,
              "holds": [{"experiment": "sound --time-limit 5s", "system": "sound", "workload": "lin-kv",
                "outcome": "valid", "seen": "survives 9 runs", "bites": {"kill": 4, "pause": 0}, "repeat": ""}],
              "breaks": [{"experiment": "store", "system": "store", "workload": "lin-kv", "outcome": "valid",
                "seen": "caught in run 1", "bites": {"clock": 1}, "repeat": "./squall run store --seed 1"}]}]}
            """;

    private static final String NODE_CLASS = "systems-under-test/lectures/src/main/java/store/StoreNode.java";

    private static final String LINKED =
            """
            {"topics": [{"topic": "1.1 Introduction", "aside": "claims <nothing>."}, {"topic": "7.2", "aside": ""}],
             "claims": [
               {"claim": "first", "lecture": "7.2", "holds": [], "breaks": [], "next": "./squall sweep store",
                "links": [{"kind": "node class", "name": "StoreNode", "path": "%s"},
                  {"kind": "flaw", "name": "Removed", "path": "systems-under-test/Removed.java"},
                  {"kind": "gallery", "name": "store-flaw", "path": "histories/gallery/store-flaw"},
                  {"kind": "gallery", "name": "outside", "path": "../.."}]},
               {"claim": "second", "lecture": "7.2", "holds": [], "breaks": []}]}
            """
                    .formatted(NODE_CLASS);

    private static final String SUITE =
            """
            {"format": 1, "suite": "nightly", "outcome": "violation", "begun": "2026-01-02T03:04:05Z",
             "cells": [{"labels": {"experiment": "e", "system": "store", "world": "simulated", "faults": "all"},
               "outcome": "violation", "counts": {"valid": 1, "violation": 1}}],
             "runs": [
               {"labels": {"experiment": "e", "system": "store", "world": "simulated", "faults": "all"},
                "outcome": "valid", "folder": ""},
               {"labels": {"experiment": "e", "system": "store", "world": "simulated", "faults": "all"},
                "outcome": "violation", "folder": "runs/store-simulated/one", "reproducibility": "flaky"}]}
            """;

    @TempDir
    private Path runs;

    private final List<String> complaints = new ArrayList<>();

    private String index() throws IOException {
        return Files.readString(IndexPage.write(runs, complaints::add));
    }

    private Path family() {
        return runs.resolve("store-simulated");
    }

    @Test
    void seedWithTwoOutcomesIsFlaky() throws IOException {
        RecordedRuns.valid(family().resolve("20260101T000000Z-7"));
        RecordedRuns.violating(family().resolve("20260101T000100Z-7"));

        String page = index();

        assertThat(page)
                .contains("2 runs, 1 with a violation; caught by seed number 1; flaky: seed 7: valid, violation.")
                .contains("href=\"./store-simulated/20260101T000100Z-7/report.html\"");
        assertThat(page.indexOf("data-run=\"store-simulated/20260101T000100Z-7\""))
                .isPositive()
                .isLessThan(page.indexOf("data-run=\"store-simulated/20260101T000000Z-7\""));
        assertThat(family().resolve("20260101T000000Z-7/report.html")).exists();
        assertThat(complaints).isEmpty();
    }

    @Test
    void ownIndexIsReplacedAndOnlyThat() throws IOException {
        Path index = IndexPage.write(runs, complaints::add);
        IndexPage.write(runs, complaints::add);
        Files.writeString(index, "<html><title>My holidays</title></html>");

        assertThatThrownBy(() -> IndexPage.write(runs, complaints::add))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("index.html is not an index of Squall's; expected none");
        assertThat(index).content().contains("My holidays");
    }

    @Test
    void violationIsNamedBeforePendingVerdict() throws IOException {
        Path run = RecordedRuns.violating(family().resolve("20260101T000000Z-7"));
        Files.writeString(
                run.resolve(RunFolder.VERDICT_FILE),
                """
                {"outcome": "violation", "verdicts": [
                  {"checker": "link-no-loss", "validity": "unknown", "summary": "3 deliveries are pending"},
                  {"checker": "link-fifo", "validity": "violation", "summary": "2 overtook 1"}]}
                """);

        assertThat(index()).contains("link-fifo: 2 overtook 1").doesNotContain("pending");
    }

    @Test
    void theSameRunsGiveTheSameBytes() throws IOException {
        RecordedRuns.violating(family().resolve("20260101T000000Z-7"));
        Files.writeString(runs.resolve(IndexPage.LECTURES_FILE), LECTURES);

        assertThat(index()).isEqualTo(index());
    }

    @Test
    void claimsCountOnlyEffectiveFaults() throws IOException {
        RecordedRuns.violating(family().resolve("20260101T000000Z-7"));
        Files.writeString(runs.resolve(IndexPage.LECTURES_FILE), LECTURES);

        assertThat(index())
                .contains("reads-last-write, simulated, kill: sound survived 1, flawed caught 0, against the claim 0")
                .contains("reads-last-write, simulated, clock: sound survived 0, flawed caught 2, against the claim 0")
                .doesNotContain("simulated, pause")
                .contains("a &lt;store&gt; reads")
                .contains("must be caught: <a href=\"./store-simulated/20260101T000000Z-7/report.html\">");
    }

    @Test
    void signOfATrialLeadsToItsRun() throws IOException {
        RecordedRuns.violating(runs.resolve("lectures/reads-last-write/store"));
        Files.writeString(
                runs.resolve(IndexPage.LECTURES_FILE),
                LECTURES.replace("\"repeat\": \"./", "\"run\": \"lectures/reads-last-write/store\", \"repeat\": \"./"));

        assertThat(index())
                .contains("href=\"./lectures/reads-last-write/store/report.html\""
                        + " aria-label=\"reads-last-write, simulated, clock: flawed caught 1, its run\"")
                .contains("must be caught: <a href=\"./lectures/reads-last-write/store/report.html\">")
                .contains("store for the claim reads-last-write</a>")
                .doesNotContain("There is no run here yet");
    }

    @Test
    void violationOfACaughtFlawIsNotCountedAmongTheOutcomes() throws IOException {
        RecordedRuns.violating(runs.resolve("lectures/reads-last-write/store"));
        assertThat(index()).contains("<p id=\"outcomes\"></p>");

        RecordedRuns.violating(family().resolve("20260101T000000Z-7"));
        assertThat(index()).contains("<p id=\"outcomes\">1 ");
    }

    @Test
    void claimsFileCannotLinkOutOfTheFolder() throws IOException {
        Files.writeString(
                runs.resolve(IndexPage.LECTURES_FILE),
                LECTURES.replace("\"repeat\": \"./", "\"run\": \"../../elsewhere\", \"repeat\": \"./"));

        assertThat(index()).doesNotContain("elsewhere");
    }

    @Test
    void claimLinksIntoTheSourceTree() throws IOException {
        Path folder = Files.createDirectories(runs.resolve("histories/runs"));
        Files.createDirectories(runs.resolve(NODE_CLASS).getParent());
        Files.createFile(runs.resolve(NODE_CLASS));
        Files.createDirectories(runs.resolve("histories/gallery/store-flaw"));
        Files.createFile(runs.resolve("histories/gallery/store-flaw/report.html"));
        Files.writeString(folder.resolve(IndexPage.LECTURES_FILE), LINKED);

        assertThat(Files.readString(IndexPage.write(folder, complaints::add)))
                .contains("node class: <a href=\"../../" + NODE_CLASS + "\"><code>StoreNode</code></a>")
                .contains("flaw: <code>Removed</code>")
                .contains("<a href=\"../gallery/store-flaw/report.html\"><code>store-flaw</code></a>, <code>outside<")
                .contains("next to try: <code>./squall sweep store</code>")
                .contains("next claim: <a href=\"#claim-second\">second</a>")
                .contains("1.1 Introduction claims &lt;nothing&gt;.");
    }

    @Test
    void claimOutsideOfASourceTreeHasNamesOnly() throws IOException {
        Files.writeString(runs.resolve(IndexPage.LECTURES_FILE), LINKED);

        assertThat(index())
                .contains("node class: <code>StoreNode</code>", "gallery: <code>store-flaw</code>")
                .doesNotContain(NODE_CLASS);
    }

    @Test
    void suiteCellLinksToItsDecidingRun() throws IOException {
        Path suite = runs.resolve("suites/nightly/20260102T030405Z-1");
        RecordedRuns.violating(suite.resolve("runs/store-simulated/one"));
        Files.writeString(suite.resolve("summary.json"), SUITE);

        assertThat(index())
                .contains("href=\"./suites/nightly/20260102T030405Z-1/runs/store-simulated/one/report.html\"")
                .contains("1 valid, 1 violation, first in run 2 of its seeds, 1 flaky");
    }

    @Test
    void summariesAloneShowTheLastThirtyNights() throws IOException {
        for (int day = 1; day <= 31; day++) {
            Path night = Files.createDirectories(runs.resolve("night-" + day));
            String outcome = day == 20 ? "violation" : "valid";
            Files.writeString(
                    night.resolve("summary.json"),
                    SUITE.replace("2026-01-02", String.format("2026-01-%02d", day))
                            .replace("\"violation\", \"begun", "\"" + outcome + "\", \"begun"));
        }

        assertThat(index())
                .doesNotContain("2026-01-01 03:04")
                .containsSubsequence("2026-01-31 03:04", "2026-01-20 03:04", "2026-01-02 03:04")
                .containsPattern("2026-01-19 03:04<br><span class=\"mark is-valid\">")
                .containsPattern("2026-01-20 03:04<br><span class=\"mark is-violation\">");
    }

    @Test
    void aSuitesSummaryCannotLinkOutOfTheFolder() throws IOException {
        Path suite = runs.resolve("suites/nightly/20260102T030405Z-1");
        Files.createDirectories(suite);
        Files.writeString(suite.resolve("summary.json"), SUITE.replace("runs/store-simulated/one", "../../../.."));

        assertThat(index()).doesNotContain("/../");
    }

    @Test
    void runWithoutPageIsListedWithoutLink() throws IOException {
        Path broken = RecordedRuns.valid(family().resolve("20260101T000000Z-7"));
        Files.writeString(broken.resolve(RunFolder.HISTORY_FILE), "{:type :ok, :process 0, :f :read}\n{:rubbish\n}\n");

        assertThat(index())
                .contains("store 20260101T000000Z-7")
                .doesNotContain("href=\"./store-simulated/20260101T000000Z-7");
        assertThat(complaints).hasSize(1).allMatch(complaint -> complaint.contains("cannot read "));
    }

    @Test
    void missingFolderIsRefused() {
        assertThatThrownBy(() -> IndexPage.write(runs.resolve("none"), complaints::add))
                .isInstanceOf(ReportException.class)
                .hasMessageStartingWith("there is no folder " + runs.resolve("none"));
    }
}

package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.report.index.IndexPage;
import dev.squall.report.serve.RunsServer;
import dev.squall.run.RunLock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexBrowserTest extends InBrowser {

    private static final String EARLIER = "store-simulated/20260101T000000Z-7";
    private static final String LATER = "store-simulated/20260101T000100Z-7";

    @TempDir
    private Path runs;

    @BeforeEach
    void recordRuns() throws IOException {
        RecordedRuns.valid(runs.resolve(EARLIER));
        RecordedRuns.violating(runs.resolve(LATER));
    }

    private Path index() {
        return IndexPage.write(runs, complaint -> {});
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
    void theIndexOpensAndFits(int width, Browser.Scheme scheme) {
        browser.open(index(), width, scheme);

        browser.await("return document.querySelectorAll('#compare-table tr').length > 5;");
        browser.assertFitsItsWidth();
        assertThat(browser.accessibilityViolations()).isEmpty();
    }

    @Test
    void aRunsLinkLeadsToItsPage() {
        browser.open(index());

        browser.element("tr[data-run='" + LATER + "'] a").click();

        browser.await("return document.title === 'store: violation';");
    }

    @Test
    void claimShowsItsClassAndTheNextClaim() throws IOException {
        Path node = runs.resolve("systems-under-test/lectures/src/main/java/store/StoreNode.java");
        Files.createDirectories(node.getParent());
        Files.createFile(node);
        Files.writeString(
                runs.resolve(IndexPage.LECTURES_FILE),
                """
                {"claims": [{"claim": "first", "lecture": "7.2", "next": "./squall sweep %s", "links": [
                   {"kind": "node class", "name": "StoreNode", "path": "%s"}]},
                 {"claim": "second", "lecture": "7.2"}]}
                """
                        .formatted("x".repeat(200), runs.relativize(node)));
        browser.open(index(), 390, Browser.Scheme.LIGHT);

        browser.element("details.claim summary").click();

        browser.await("return document.querySelector('details.claim .links a').offsetHeight > 0;");
        assertThat(browser.script("return document.querySelector('details.claim .links a').getAttribute('href');"))
                .isEqualTo(runs.relativize(node).toString());
        browser.assertFitsItsWidth();
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.element("details.claim .next a").click();
        browser.await("return location.hash === '#claim-second';");
    }

    @Test
    void filterLeavesMatchingRuns() {
        browser.open(index());

        browser.element("#runs-filter").sendKeys("STORE violation");

        browser.await("return document.getElementById('runs-count').textContent === '1 of 2 runs';");
        assertThat(browser.element("tr[data-run='" + EARLIER + "']").isDisplayed())
                .isFalse();
    }

    @Test
    void comparedRunsMarkTheirDifferences() {
        browser.open(index());

        browser.await("return document.querySelectorAll('#compare-table .differs').length > 0;");
        assertThat(browser.script("return [...document.querySelectorAll('#compare-table tr')]"
                        + ".map((row) => [...row.cells].map((cell) => cell.textContent).join('|'));"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("|" + "|" + LATER + "|" + EARLIER, "outcome|\u2260|violation|valid", "system||store|store");
    }

    @Test
    void theTrendsLatenciesAreDrawnWhenAskedFor() {
        browser.open(index());
        browser.await("return typeof squallCharts === 'object'"
                + " && document.querySelectorAll('#compare-table tr').length > 5;");

        browser.element("details[data-trend] summary").click();

        browser.await("return Chart.getChart(document.querySelector('details[data-trend] canvas')) !== undefined;");
    }

    @Test
    @SuppressWarnings("try")
    void servedIndexUpdatesWithoutReload() throws IOException {
        Path begun = runs.resolve("store-simulated/20260101T000200Z-8");
        InetSocketAddress anyPort = new InetSocketAddress("127.0.0.1", 0);
        try (RunsServer server = RunsServer.start(runs, anyPort)) {
            URI address = URI.create("http://127.0.0.1:" + server.address().getPort() + "/");
            browser.open(address, 1280, Browser.Scheme.LIGHT);
            browser.script("window.isSameLoad = true;");
            browser.await("return document.querySelectorAll('#runs-rows tr').length === 2;");

            RecordedRuns.interrupted(begun);
            RunLock lock = RunLock.take(begun);
            try (lock) {
                browser.await("return document.querySelector('#runs-rows tr').textContent.includes('under way')");
            }
            RecordedRuns.violating(begun);
            browser.await("return document.querySelector('#runs-rows tr').textContent.includes('violation')");

            assertThat(browser.script("return window.isSameLoad;")).isEqualTo(true);
            browser.element("#runs-rows a").click();
            browser.await("return document.title === 'store: violation';");
            assertThat(browser.consoleErrors()).isEmpty();
            assertThat(browser.requestsThatLeft()).allMatch(url -> url.startsWith(address.toString()));
        }
        assertThat(begun.resolve("report.html")).doesNotExist();
    }
}

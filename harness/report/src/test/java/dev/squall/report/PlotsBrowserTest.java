package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

class PlotsBrowserTest extends InBrowser {

    private static final List<String> PLOTS =
            List.of("latency", "quantiles", "rate", "availability", "clocks", "behind", "states");

    @TempDir
    private Path folder;

    private Path page;

    @BeforeEach
    void writePage() throws IOException {
        RecordedRuns.valid(folder);
        Files.writeString(
                folder.resolve("history.edn"),
                """
                {:time 0, :type :invoke, :process 0, :f :read, :value nil}
                {:time 4000000, :type :ok, :process 0, :f :read, :value nil}
                {:time 100000000, :type :info, :process :nemesis, :f :start-clock, :value {:kind :bump, :offset-ms 70, \
                :nodes ["n1" "<b>"]}}
                {:time 500000000, :type :info, :process :nemesis, :f :stop-clock, :value {"n1" 70000000}}
                {:time 900000000, :type :invoke, :process 0, :f :read, :value nil}
                {:time 1000000000, :type :fail, :process 0, :f :read, :value nil, :error "11 no leader"}
                """);
        Files.writeString(
                folder.resolve("journal.jsonl"),
                """
                {"time": 1000000, "node": "n1", "life": 0, "fact": {"type": "applied", "index": 4}}
                {"time": 2000000, "node": "n2", "life": 0, "fact": {"type": "applied", "index": 1}}
                {"time": 3000000, "node": "n1", "life": 0, "fact": {"type": "state_reached", "length": 5, "digest": 7}}
                """);
        page = RunPage.write(folder);
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "390, DARK"})
    void everyPlotDrawsAndFits(int width, Browser.Scheme scheme) {
        open(width, scheme);

        for (String plot : PLOTS) {
            assertThat(browser.script("const c = document.getElementById('plot-" + plot + "');"
                            + "return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((v) => v);"))
                    .as(plot)
                    .isEqualTo(true);
            assertThat(browser.script("return Chart.getChart('plot-" + plot + "').data.datasets"
                            + ".some((set) => set.data.some(({ y }) => Number.isFinite(y)));"))
                    .as(plot)
                    .isEqualTo(true);
        }
        browser.assertFitsItsWidth();
        assertThat(browser.accessibilityViolations()).isEmpty();
    }

    @Test
    void draggedSpanZoomsEveryDiagram() {
        open(1280, Browser.Scheme.LIGHT);

        browser.actions()
                .moveToElement(browser.element("#plot-latency"))
                .clickAndHold()
                .moveByOffset(60, 0)
                .release()
                .perform();

        browser.await("const { from, to } = squall.view.value; return to - from < 500 && " + follows("rate"));
        browser.element("#plot-rate").sendKeys("0");
        browser.await("return squall.view.value.to - squall.view.value.from === 1000 && " + follows("latency"));
        browser.element("#plot-rate").sendKeys("+");
        browser.await("return squall.view.value.to - squall.view.value.from === 500 && " + follows("latency"));
        browser.element("#plot-rate").sendKeys(Keys.ARROW_RIGHT);
        browser.await("return squall.view.value.from === 375 && " + follows("latency"));
    }

    @Test
    void plotsFollowOtherDiagrams() {
        open(1280, Browser.Scheme.LIGHT);

        browser.script("squall.view.set({ from: 200, to: 300 }, 'another');");

        browser.await("return Chart.getChart('plot-clocks').scales.x.min === 200 && " + follows("clocks"));
    }

    @Test
    void plotsShowAtLeastATenthOfTheRun() {
        open(1280, Browser.Scheme.LIGHT);

        browser.script("squall.view.set({ from: 500, to: 502 }, 'another');");

        browser.await(
                "const { min, max } = Chart.getChart('plot-clocks').scales.x;" + " return min === 451 && max === 551;");
    }

    private static String follows(String plot) {
        return "Chart.getChart('plot-" + plot + "').scales.x.max === squall.view.value.to;";
    }

    private void open(int width, Browser.Scheme scheme) {
        browser.open(page, width, scheme);
        browser.await("return document.querySelector('.plots-grid').dataset.ready === 'yes';");
    }
}

package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.report.Browser.Scheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

class HistoryBrowserTest extends InBrowser {

    private static final String SPAN = "squall.view.value.to - squall.view.value.from";
    private static final String DRAWN =
            "return squall.timeline !== undefined && !squall.timeline.view.redrawing.isDue;";

    @TempDir
    private Path folder;

    @Test
    void unplaceableOperationIsHighlighted() throws IOException {
        open(RunFolders.violating(folder));

        Map<?, ?> box = box(10);
        int x = (int) (number(box, "x") + number(box, "width") / 2);
        int y = (int) (number(box, "y") + number(box, "height") - 4);
        assertThat(colourAt(x, y)).isEqualTo("179,38,30"); // --bad

        clickCanvas(x, y);

        assertThat(browser.element("#history .details").getText())
                .contains("read \"k7\"", "4", "n3", "has no place in any order");
    }

    @Test
    void irrelevantOperationsAreDimmed() throws IOException {
        open(RunFolders.violating(folder));

        assertThat(browser.script("return [0, 4, 5, 8, 10, 14].map((index) =>"
                        + " squall.timeline.model.operations.mark[squall.timeline.model.positionOf(index)]).join();"))
                .isEqualTo("1,2,0,0,3,0");
    }

    @Test
    void keysZoomAndPanTheTimeline() throws IOException {
        open(RunFolders.valid(folder));
        double whole = span();

        browser.element("#history canvas").sendKeys("+", "+");
        assertThat(span()).isEqualTo(whole / 4);

        double from = number(browser.script("return squall.view.value.from;"));
        browser.element("#history canvas").sendKeys(Keys.ARROW_RIGHT);
        assertThat(number(browser.script("return squall.view.value.from;"))).isGreaterThan(from);

        browser.element("#history canvas").sendKeys("0");
        assertThat(span()).isEqualTo(whole);
    }

    @Test
    void theWheelZoomsAboutThePointerOnlyWithFocus() throws IOException {
        open(RunFolders.valid(folder));
        double whole = span();

        wheel();
        assertThat(span()).isEqualTo(whole);

        browser.script("document.querySelector('#history canvas').focus();");
        wheel();
        assertThat(span()).isLessThan(whole);
    }

    @Test
    void aSearchFindsOperationsAndEnterGoesToThem() throws IOException {
        open(RunFolders.valid(folder));

        browser.element("#history input[type=search]").sendKeys("read k7", Keys.ENTER);

        assertThat(browser.element("#history .count").getText()).isEqualTo("6 operations; 2 found");
        assertThat(browser.script("return squall.selection.value;")).isEqualTo(10L);
        browser.element("#history input[type=search]").sendKeys(Keys.ENTER);
        assertThat(browser.script("return squall.selection.value;")).isEqualTo(14L);
    }

    @Test
    void filtersLeaveMatchingOperations() throws IOException {
        open(RunFolders.valid(folder));
        List<?> fields = (List<?>) browser.script("return Object.keys(squall.timeline.filters);");
        assertThat(fields).isEqualTo(List.of("function", "key", "process"));

        browser.script("squall.timeline.filters.key.focus();");
        browser.actions().sendKeys("k7").perform();
        assertThat(browser.element("#history .count").getText()).isEqualTo("5 of 6 operations");

        browser.element("#history select").sendKeys("write");
        assertThat(browser.element("#history .count").getText()).isEqualTo("2 of 6 operations");
    }

    @Test
    void laneBelongsToAClientNotAProcess() throws IOException {
        open(RunFolders.valid(folder));

        assertThat(browser.script("return [...squall.timeline.model.operations.lane].join();"))
                .isEqualTo("0,0,1,1,2,0");
    }

    @Test
    void linearizationPointsAreShownOnDemand() throws IOException {
        open(RunFolders.valid(folder.resolve("valid")));
        Map<?, ?> box = box(0);
        int x = (int) Math.round(number(browser.script("return squall.timeline.view.x(5);")));
        int y = (int) number(box, "y") + 2;
        assertThat(colourAt(x, y)).isEqualTo("0,114,178"); // --ok

        browser.element("#history input[type=checkbox]").click();
        browser.await(DRAWN);
        assertThat(colourAt(x, y)).isNotEqualTo("0,114,178");

        open(RunFolders.violating(folder.resolve("violating")));
        assertThat(browser.script("return document.querySelector('#history input[type=checkbox]');"))
                .isNull();
    }

    @Test
    void scriptInAHistoryIsShownAsText() throws IOException {
        open(RunFolders.violating(folder));

        browser.script("squall.timeline.reveal(squall.timeline.model.positionOf(5));");

        assertThat(browser.element("#history .details").getText()).contains(RunFolders.SCRIPT);
        assertThat(browser.script("return window.foreign;")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
    void thePageFitsAndCanBeUsedByAll(int width, Scheme scheme) throws IOException {
        browser.open(RunPage.write(RunFolders.violating(folder)), width, scheme);
        browser.await(DRAWN);
        browser.script("squall.timeline.step(1);");

        browser.assertFitsItsWidth();
        assertThat(browser.accessibilityViolations()).isEmpty();
    }

    private static void open(Path run) {
        browser.open(RunPage.write(run));
        browser.await(DRAWN);
    }

    private static double span() {
        return number(browser.script("return " + SPAN + ";"));
    }

    private static Map<?, ?> box(int index) {
        return (Map<?, ?>) browser.script(
                "return squall.timeline.view.boxOf(squall.timeline.model.positionOf(arguments[0]));", index);
    }

    private static double number(Map<?, ?> box, String name) {
        return number(box.get(name));
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static Object colourAt(int x, int y) {
        return browser.script(
                "const copy = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});"
                        + "copy.drawImage(squall.timeline.canvas, -arguments[0], -arguments[1]);"
                        + "return [...copy.getImageData(0, 0, 1, 1).data].slice(0, 3).join();",
                x,
                y);
    }

    private static void clickCanvas(int x, int y) {
        browser.script("squall.timeline.canvas.scrollIntoView({block: 'center'});");
        Map<?, ?> size = (Map<?, ?>) browser.script("const box = squall.timeline.canvas.getBoundingClientRect();"
                + " return {width: box.width, height: box.height};");
        browser.actions()
                .moveToElement(
                        browser.element("#history canvas"),
                        x - (int) (number(size, "width") / 2),
                        y - (int) (number(size, "height") / 2))
                .click()
                .perform();
    }

    private static void wheel() {
        browser.script("squall.timeline.canvas.dispatchEvent("
                + "new WheelEvent('wheel', {deltaY: -300, clientX: 500, cancelable: true}));");
    }
}

package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.report.Browser.Scheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Tests of the timeline with fingers, the mouse and the keyboard alone. */
class HistoryGesturesBrowserTest extends InBrowser {

    private static final String DRAWN =
            "return squall.timeline !== undefined && !squall.timeline.view.redrawing.isDue;";
    private static final String IS_ON_CANVAS = "return document.activeElement === squall.timeline.canvas;";
    private static final int TABS_MAX = 40;

    @TempDir
    private Path folder;

    @Test
    void pinchZoomsAroundTheFingers() throws IOException {
        open(RunFolders.valid(folder), 390);
        double before = momentAt(150);
        double whole = span();
        int y = canvasTop() + 60;

        browser.touch("touchStart", 130, y, 170, y);
        browser.touch("touchMove", 110, y, 190, y);
        browser.touch("touchMove", 90, y, 210, y);
        browser.touch("touchEnd");

        assertThat(span()).isBetween(whole / 4, whole / 2);
        assertThat(momentAt(150)).isBetween(before - whole / 20, before + whole / 20);
    }

    @Test
    void oneFingerDragsWithoutAnySelection() throws IOException {
        open(RunFolders.valid(folder), 390);
        browser.script("squall.timeline.zoomTo(50, 100);");
        int y = canvasTop() + 60;

        browser.touch("touchStart", 200, y);
        browser.touch("touchMove", 170, y);
        browser.touch("touchMove", 100, y);
        browser.touch("touchEnd");

        assertThat(number("squall.view.value.from")).isGreaterThan(55);
        assertThat(span()).isBetween(49.9, 50.1);
        assertThat(browser.script("return squall.selection.value;")).isNull();
    }

    @Test
    void mouseDragMovesTheView() throws IOException {
        open(RunFolders.valid(folder), 1280);
        browser.script("squall.timeline.zoomTo(50, 100);");
        double grasped = momentAt(640);

        browser.actions()
                .moveToElement(browser.element("#history canvas"), 0, 0)
                .clickAndHold()
                .moveByOffset(200, 0)
                .release()
                .perform();

        assertThat(momentAt(840)).isBetween(grasped - 0.5, grasped + 0.5);
        assertThat(browser.script("return squall.selection.value;")).isNull();
    }

    @Test
    void hoveredFaultIsShadedAndDescribed() throws IOException {
        open(RunFolders.violating(folder), 1280);
        browser.script("squall.timeline.zoomTo(0, 200); squall.timeline.canvas.scrollIntoView({block: 'center'});");
        browser.await(DRAWN);
        String lane = colourBehindLanes();

        int height = browser.element("#history canvas").getSize().getHeight();
        browser.actions()
                .moveToElement(browser.element("#history canvas"), 0, 30 - height / 2)
                .perform();
        browser.await(DRAWN);

        assertThat(browser.script("return squall.timeline.canvas.title;"))
                .isEqualTo("partition halves, 0.010 s to 0.170 s");
        assertThat(colourBehindLanes()).isNotEqualTo(lane);
    }

    @Test
    void filtersCombine() throws IOException {
        open(RunFolders.valid(folder), 1280);

        type("process", "4");
        assertThat(count()).isEqualTo("1 of 6 operations");
        type("process", Keys.BACK_SPACE + "0");
        assertThat(count()).isEqualTo("3 of 6 operations");
        type("function", "write");
        assertThat(count()).isEqualTo("2 of 6 operations");
        type("key", "other");
        assertThat(count()).isEqualTo("0 of 6 operations");
    }

    @Test
    void keyboardReachesAndLeavesAnOperation() throws IOException {
        open(RunFolders.violating(folder), 1280);
        for (int tabs = 0; tabs < TABS_MAX && !Boolean.TRUE.equals(browser.script(IS_ON_CANVAS)); tabs++) {
            browser.actions().sendKeys(Keys.TAB).perform();
        }
        assertThat(browser.script(IS_ON_CANVAS)).isEqualTo(true);

        browser.actions().sendKeys("0n").perform();
        assertThat(browser.element("#history .details").getText()).contains("write \"k7\" 4");
        browser.actions().sendKeys("n").perform();
        assertThat(browser.element("#history .details").getText()).contains("write \"k7\" 5");
        browser.actions().sendKeys("v").perform();
        assertThat(span()).isLessThan(200);
        browser.actions().sendKeys(Keys.ESCAPE).perform();
        assertThat(browser.element("#history .details").getText()).isEmpty();
        browser.actions().sendKeys(Keys.TAB).perform();
        assertThat(browser.script(IS_ON_CANVAS)).isEqualTo(false);
    }

    private static void open(Path run, int width) {
        browser.open(RunPage.write(run).toUri(), width, Scheme.LIGHT);
        browser.await(DRAWN);
    }

    private static void type(String field, String keys) {
        browser.script("squall.timeline.filters[arguments[0]].focus();", field);
        browser.actions().sendKeys(keys).perform();
    }

    private static String count() {
        return browser.element("#history .count").getText();
    }

    /** Returns the top of the canvas in the window, after bringing the canvas into sight. */
    private static int canvasTop() {
        return (int) number("(squall.timeline.canvas.scrollIntoView({block: 'center'}),"
                + " squall.timeline.canvas.getBoundingClientRect().top)");
    }

    /** Returns the moment that is drawn at a place in the window, in milliseconds. */
    private static double momentAt(int x) {
        return number("squall.timeline.view.millis(" + x + " - squall.timeline.canvas.getBoundingClientRect().left)");
    }

    private static double span() {
        return number("squall.view.value.to - squall.view.value.from");
    }

    private static double number(String expression) {
        return ((Number) browser.script("return " + expression + ";")).doubleValue();
    }

    private static String colourBehindLanes() {
        List<?> colour = (List<?>) browser.script("const { canvas, view } = squall.timeline;"
                + "const copy = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});"
                + "copy.drawImage(canvas, -view.x(100), -view.height + 2);"
                + "return [...copy.getImageData(0, 0, 1, 1).data];");
        return colour.toString();
    }
}

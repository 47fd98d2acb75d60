package dev.squall.report;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** Tests of the space-time diagram of a run that the test makes up; {@code diagram} is its script's object. */
abstract class InDiagram extends InBrowser {

    private static final String READY =
            "return window.diagram !== undefined && window.diagram.picture.view !== undefined"
                    + " && !window.diagram.redrawing.isDue;";

    @TempDir
    Path folder;

    final void open(TraceFolder run) throws Exception {
        RunPage.write(run.write(folder));
        openPage(1280, Browser.Scheme.LIGHT);
    }

    final void openPage(int widthPixels, Browser.Scheme scheme) {
        browser.open(folder.resolve("report.html"), widthPixels, scheme);
        browser.script("squall.spaceTime.then((made) => { window.diagram = made; });");
        browser.await(READY);
    }

    final void show(double fromMillis, double toMillis) {
        browser.script("squall.view.set({from: arguments[0], to: arguments[1]});", fromMillis, toMillis);
        awaitDrawn();
        browser.script("diagram.canvas.scrollIntoView({block: 'center'});");
    }

    final void awaitDrawn() {
        browser.await("return !window.diagram.redrawing.isDue;");
    }

    final long eventAt(long micros) {
        return (Long) browser.script(
                "return diagram.model.time.findIndex((time) => Math.round(time * 1000) === arguments[0]);", micros);
    }

    final void hover(long micros) {
        WebElement canvas = browser.element("#space-time canvas");
        List<?> place = (List<?>) browser.script(
                "const {x, y} = diagram.picture.placeOf(arguments[0]);"
                        + "return [Math.round(x - diagram.canvas.clientWidth / 2),"
                        + " Math.round(y - diagram.canvas.clientHeight / 2)];",
                eventAt(micros));
        browser.actions()
                .moveToElement(canvas, ((Long) place.get(0)).intValue(), ((Long) place.get(1)).intValue())
                .perform();
    }

    final void click(long micros) {
        hover(micros);
        browser.actions().click().perform();
        awaitDrawn();
    }

    /** The rows of the views that compare the nodes; cells are separated by {@code |}. */
    final Object rows() {
        browser.script("diagram.changed();");
        awaitDrawn();
        return browser.script("return [...document.querySelectorAll('.aligned tr')].map((row) =>"
                + " [...row.cells].map((cell) => cell.innerText.replaceAll('\\n', ' ')).join('|'));");
    }

    /** The cells with a style in those views. */
    final Object cells(String style) {
        return browser.script(
                "return [...document.querySelectorAll('.aligned td.' + arguments[0])]"
                        + ".map((cell) => cell.innerText.replaceAll('\\n', ' '));",
                style);
    }
}

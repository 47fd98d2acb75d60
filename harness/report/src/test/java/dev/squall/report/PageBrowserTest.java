package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.report.page.Columns;
import dev.squall.report.page.Page;
import dev.squall.report.page.Section;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageBrowserTest extends InBrowser {

    @TempDir
    private Path folder;

    @Test
    void columnsReachTheScriptAsTheyWere() throws Exception {
        Columns table = new Columns("table")
                .ints("number", new int[] {1, -2, 2_000_000_000})
                .doubles("time", new double[] {0.5, 1e9, -1})
                .texts("word", List.of("</script>", "naïve", "</script>"));
        Path file = write(new Page("t", "<h1>t</h1>", List.of(new Section("table", "T", "", List.of(table)))));

        browser.open(file);
        browser.script("squall.data('table').then((t) => { window.seen = [...t.number, ...t.time,"
                + " ...t.word.codes].join() + t.word.words.join(); });");
        browser.await("return window.seen !== undefined;");

        assertThat(browser.script("return window.seen;"))
                .isEqualTo("1,-2,2000000000,0.5,1000000000,-1,0,1,0</script>,naïve");
        assertThat(browser.accessibilityViolations()).isEmpty();
    }

    @Test
    void foreignScriptDoesNotRun() throws Exception {
        Page page = new Page(
                "t", "<h1>t</h1><script>window.foreign = 1;</script><img src='http://127.0.0.1:9/x'>", List.of());

        browser.open(write(page));

        assertThat(browser.script("return window.foreign === undefined;")).isEqualTo(true);
        assertThat(browser.consoleErrors()).hasSizeGreaterThanOrEqualTo(2);
        // Chromium counts it as asked for, although the policy has stopped it.
        assertThat(browser.requestsThatLeft()).containsOnly("http://127.0.0.1:9/x");
    }

    private Path write(Page page) throws Exception {
        Path file = folder.resolve("page.html");
        try (Writer out = Files.newBufferedWriter(file)) {
            page.write(out);
        }
        return file;
    }
}

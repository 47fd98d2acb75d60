package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests of pages in one browser; after each of them nothing may have gone wrong, and no request have left the page. */
abstract class InBrowser {

    @TempDir
    static Path profile;

    static Browser browser;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start(profile);
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingWentWrongAndNoRequestLeft() {
        assertThat(browser.consoleErrors()).isEmpty();
        assertThat(browser.requestsThatLeft()).isEmpty();
    }
}

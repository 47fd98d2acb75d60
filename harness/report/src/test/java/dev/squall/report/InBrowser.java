package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of pages in one browser; after each of them nothing may have gone wrong, and no request have left the page. */
public abstract class InBrowser {

    @TempDir
    static Path profile;

    protected static Browser browser;

    /** Skips each test by itself where there is no browser: of a class that is skipped, no report says why. */
    @BeforeEach
    void startBrowser() {
        if (browser == null) {
            browser = Browser.start(profile);
        }
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    @AfterEach
    void nothingWentWrongAndNoRequestLeft() {
        if (browser != null) {
            assertThat(browser.consoleErrors()).isEmpty();
            assertThat(browser.requestsThatLeft()).isEmpty();
        }
    }
}

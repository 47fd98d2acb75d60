package dev.squall.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.report.Browser;
import dev.squall.report.InBrowser;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

class PlayBrowserTest extends InBrowser {

    private PlayServer server;

    @AfterEach
    void closeServer() {
        if (server == null) {
            // There is no browser, so that the test was skipped.
            return;
        }
        URI own = server.address();
        assertThat(browser.requestsThatLeft()).allMatch(request -> request.startsWith(own.toString()));
        server.close();
    }

    private void open(PlaySession session, int width, Browser.Scheme scheme) {
        server = PlayServer.start(session, 0);
        browser.open(server.address(), width, scheme);
        awaitPosition(session.view().position());
    }

    private void awaitPosition(int position) {
        browser.await("return document.body.dataset.position === '" + position + "';");
    }

    private String text(String selector) {
        return browser.element(selector).getText();
    }

    @Test
    void voteIsPlayedByClicking() {
        open(Sessions.of("raft-kv", 3), 1280, Browser.Scheme.LIGHT);
        assertThat(text("#links")).isEqualTo("No message is in flight.");

        browser.element("button[data-key='fire n1']").click();
        awaitPosition(1);
        assertThat(text("#links")).contains("n1 → n2", "vote request");
        browser.element("button[data-key='deliver n1/0']").click();
        awaitPosition(2);
        browser.element("button[data-key='deliver n2/0']").click();
        awaitPosition(3);

        assertThat(text("#nodes article:nth-child(1)")).containsIgnoringCase("leader");
        assertThat(text("#verdict")).isEqualTo("Nothing wrong yet.");
        browser.element("#back").click();
        awaitPosition(2);
        assertThat(text("#nodes article:nth-child(1)")).containsIgnoringCase("candidate");
    }

    @Test
    void violationIsPlayedByKeyboardAlone() {
        open(Sessions.of(Sessions.FLAWED_LINK, 2), 1280, Browser.Scheme.LIGHT);

        browser.script("document.querySelector(\"[data-key='value c0']\").focus();");
        for (int number = 1; number <= 2; number++) {
            browser.actions()
                    .keyDown(Keys.CONTROL)
                    .sendKeys("a")
                    .keyUp(Keys.CONTROL)
                    .sendKeys("[\"n2\" " + number + "]", Keys.ENTER)
                    .perform();
            awaitPosition(number);
        }
        browser.script("document.querySelector(\"[data-key='deliver n1/1']\").focus();");
        browser.actions().sendKeys(Keys.ENTER).perform();
        awaitPosition(3);

        assertThat(text("#verdict")).startsWith("Violation: fifo-order-broken.");
        assertThat(text("#steps li:nth-child(3)")).contains("fifo-order-broken");
        browser.script("document.activeElement.blur();");
        browser.actions().sendKeys("b").perform();
        awaitPosition(2);
        browser.actions().sendKeys("d").perform();
        awaitPosition(3);
        assertThat(text("#verdict")).startsWith("Nothing wrong yet. No verdict on link-no-loss:");
    }

    @Test
    void refusalIsShownInWordsAndNodesSpeakOnlyText() {
        open(Sessions.of("raft-kv", 3), 1280, Browser.Scheme.LIGHT);
        browser.element("[data-key='fire n1']").click();
        awaitPosition(1);
        browser.element("[data-key='value c0']").clear();
        browser.element("[data-key='value c0']").sendKeys("[\"<img src=x>\" 1");

        browser.element("[data-key='ask c0']").click();

        browser.await("return document.getElementById('problem').textContent.includes('not EDN');");
        assertThat(browser.script("return document.querySelector('img') === null;"))
                .isEqualTo(true);
        assertThat(browser.consoleErrors()).allMatch(error -> error.contains("409"));
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
    void pageFitsItsWidthAndIsAccessible(int width, Browser.Scheme scheme) {
        PlaySession session = Sessions.of("raft-kv", 3);
        session.take("fire n1");
        session.take("deliver n1/0");
        session.take("deliver n2/0");
        session.ask(0, "write", "[\"<script>alert(1)</script>\" 1]");
        session.take("pause n3");
        session.take("crash n2");
        open(session, width, scheme);

        browser.assertFitsItsWidth();
        assertThat(browser.accessibilityViolations()).isEmpty();
        assertThat(text("#nodes")).contains("<script>alert(1)</script>");
        browser.screenshot(Path.of("target", "screenshots", "play-" + width + "-" + scheme + ".png"));
    }
}

package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

class SideBySideBrowserTest extends InDiagram {

    @Test
    void logsStandByIndexAndMarkWhatDiffersFromACommittedEntry() throws Exception {
        open(conflictingLogs());
        show(0, 10);

        assertThat(rows())
                .isEqualTo(List.of(
                        "index|0|1", "n1|term 1 write x|\u2260 term 2 write y", "n2|term 1 write x|term 3 cas z 1"));
        assertThat(cells("committed")).isEqualTo(List.of("term 1 write x", "term 3 cas z 1"));
        assertThat(browser.script("return document.querySelector('.aligned .matters').textContent;"))
                .isEqualTo("1");
    }

    @Test
    void logsFollowTheInstantAndMarkWhatChanged() throws Exception {
        open(conflictingLogs());
        show(0, 10);

        browser.script("diagram.playback.go(2); diagram.changed();");
        awaitDrawn();

        assertThat(rows()).isEqualTo(List.of("index|0", "n1|term 1 write x", "n2|"));
        assertThat(cells("changed")).isEqualTo(List.of("term 1 write x"));
    }

    @Test
    void votesOfTheNewestTermAreCounted() throws Exception {
        TraceFolder run = conflictingLogs();
        run.fact(7_000_000, "n2", 0, "{\"type\":\"became_candidate\",\"term\":4}");
        run.fact(8_000_000, "n1", 0, "{\"type\":\"became_follower\",\"term\":4}");
        run.fact(8_000_000, "n1", 0, "{\"type\":\"vote_granted\",\"term\":4,\"candidate\":\"n2\"}");
        open(run);
        show(0, 10);

        assertThat(browser.element(".election").getText()).isEqualTo("Term 4: n2 has the votes of n1, n2 (2 of 2).");
    }

    @Test
    void deliveriesStandInTheirOrderWithDifferencesRepeatsAndGaps() throws Exception {
        TraceFolder run = new TraceFolder();
        run.fact(1_000_000, "n1", 0, "{\"type\":\"broadcast\",\"message\":\"<i>\"}");
        run.fact(2_000_000, "n1", 0, "{\"type\":\"delivered\",\"message\":\"<i>\"}");
        run.fact(3_000_000, "n1", 0, "{\"type\":\"delivered\",\"message\":7}");
        run.fact(4_000_000, "n2", 0, "{\"type\":\"delivered\",\"message\":7}");
        run.fact(5_000_000, "n2", 0, "{\"type\":\"delivered\",\"message\":7}");
        open(run);
        show(0, 10);

        assertThat(rows())
                .isEqualTo(List.of("order|1|2|not delivered", "n1|\u2260 <i>|7|", "n2|\u2260 7|7 \u00d72|<i>"));
        assertThat(browser.accessibilityViolations()).isEmpty();
    }

    /** Nodes of another system may write facts and messages of these types with any fields. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"voted\",\"transaction\":{\"a\":1},\"ok\":\"x\"}",
                "{\"type\":\"decided\",\"transaction\":{\"a\":1},\"commit\":[2]}",
                "{\"type\":\"begun\",\"transaction\":{\"a\":1},\"participants\":7}",
                "{\"type\":\"applied\",\"operation\":{\"a\":1},\"placed\":null,\"removed\":5}",
                "{\"type\":\"applied\",\"operation\":{\"a\":1},\"placed\":[null,1],\"removed\":[null]}",
                "{\"type\":\"inserting\",\"first\":null,\"characters\":[1]}",
                "{\"type\":\"stored\",\"key\":null,\"timestamp\":null}",
                "{\"type\":\"stored\",\"timestamp\":3}",
                "{\"type\":\"recovered\",\"versions\":[null,4,{\"key\":[1],\"timestamp\":{}}]}"
            })
    void oddFactsLeaveThePageWhole(String fact) throws Exception {
        TraceFolder run = new TraceFolder();
        run.operation(0, "invoke", "0", "read", "1");
        run.received(0, run.sent(0, "c0", "n1", "{\"type\":\"read\",\"msg_id\":1}"));
        run.received(1_000_000, run.sent(0, "n1", "n2", "{\"type\":\"get_request\",\"key\":{},\"msg_id\":2}"));
        run.received(
                2_000_000,
                run.sent(
                        1_000_000,
                        "n2",
                        "n1",
                        "{\"type\":\"get_response\",\"version\":{\"timestamp\":null},\"in_reply_to\":2}"));
        run.received(3_000_000, run.sent(2_000_000, "n1", "n2", "{\"type\":\"set_request\",\"msg_id\":3}"));
        run.fact(3_000_000, "n2", 0, "{\"type\":\"voted\",\"transaction\":1}");
        run.fact(4_000_000, "n2", 0, "{\"type\":\"applied\",\"operation\":{}}");
        run.fact(5_000_000, "n2", 0, fact);
        run.fact(6_000_000, "n2", 1, fact);
        open(run);
        show(0, 10);

        assertThat(browser.script("return diagram.comparisons.length;"))
                .isEqualTo(fact.matches(".*(stored|recov).*") ? 3L : 2L);
        assertThat(browser.script("return document.querySelectorAll('.aligned table').length;"))
                .isEqualTo(browser.script("return diagram.comparisons.length;"));
    }

    @Test
    void keysOfPlaybackMoveTheViewsAndTheyCanBeScrolledByKeyboard() throws Exception {
        open(conflictingLogs());
        show(0, 10);
        browser.element("#space-time canvas").sendKeys(".");
        browser.element("#space-time .aligned .scroll").sendKeys(Keys.END);

        assertThat(rows()).isEqualTo(List.of("index|0", "n1|term 1 write x", "n2|"));
        assertThat(browser.script("return document.activeElement.getAttribute('aria-label');"))
                .isEqualTo("Logs side by side");
    }

    @Test
    void viewsSideBySideFitBothWidthsAndAreAccessible() throws Exception {
        RunPage.write(conflictingLogs().write(folder));
        for (int width : new int[] {1280, 390}) {
            for (Browser.Scheme scheme : Browser.Scheme.values()) {
                openPage(width, scheme);

                browser.assertFitsItsWidth();
                assertThat(browser.accessibilityViolations()).isEmpty();
            }
        }
    }

    /** Two logs that differ at index 1, where n2 has committed its entry. */
    private static TraceFolder conflictingLogs() {
        TraceFolder run = new TraceFolder();
        run.fact(0, "n1", 0, "{\"type\":\"became_follower\",\"term\":0}");
        run.fact(0, "n2", 0, "{\"type\":\"became_follower\",\"term\":0}");
        run.fact(1_000_000, "n1", 0, appended(0, 1, "\"write\",\"key\":\"x\""));
        run.fact(2_000_000, "n2", 0, appended(0, 1, "\"write\",\"key\":\"x\""));
        run.fact(3_000_000, "n1", 0, appended(1, 2, "\"write\",\"key\":\"y\""));
        run.fact(4_000_000, "n2", 0, appended(1, 3, "\"cas\",\"key\":\"z\",\"from\":1"));
        run.fact(5_000_000, "n2", 0, "{\"type\":\"committed\",\"length\":2,\"term\":3}");
        run.verdict("{\"outcome\":\"violation\",\"verdicts\":[{\"checker\":\"c\",\"validity\":\"violation\","
                + "\"summary\":\"n1 without the entry at index 1 at 0.004 s\"}]}");
        return run;
    }

    private static String appended(int index, int term, String operation) {
        return "{\"type\":\"appended\",\"index\":" + index + ",\"term\":" + term + ",\"command\":{\"operation\":"
                + operation + "}}";
    }
}

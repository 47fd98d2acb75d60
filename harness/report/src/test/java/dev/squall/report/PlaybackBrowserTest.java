package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

class PlaybackBrowserTest extends InDiagram {

    private static final String HEAD = "return diagram.playback.head;";

    @Test
    void keysStepByEventByMessageAndByFault() throws Exception {
        open(pingWithPartition());
        show(0, 10);
        WebElement canvas = browser.element("#space-time canvas");

        List<Object> visited = new ArrayList<>();
        for (CharSequence key : List.of(".", ".", "n", "n", "N", "f", "f", "F", ",")) {
            canvas.sendKeys(key);
            visited.add(browser.script("return Math.round(diagram.playback.time * 1000);"));
        }

        assertThat(visited).containsExactly(1000L, 1500L, 2000L, 6000L, 2000L, 4000L, 7000L, 4000L, 1500L);
        canvas.sendKeys(Keys.ESCAPE);
        assertThat(browser.script(HEAD)).isNull();
    }

    @Test
    void stepToAFaultSaysWhatBegins() throws Exception {
        open(pingWithPartition());
        show(0, 10);

        browser.element("[aria-label='Forward by one fault']").click();
        awaitDrawn();

        assertThat(browser.element("#space-time-event").getText())
                .contains("0.004000 s: fault begins, partition at n2: ");
    }

    @Test
    void playingShowsEveryEventOnceAndStopsAtTheEnd() throws Exception {
        RandomTrace trace = new RandomTrace(7, 300);
        open(trace.folder);
        show(0, 20);

        Object heads = browser.script("const {playback} = diagram; playback.go(-1, 0); playback.play(20);"
                + "const heads = [playback.head];"
                + "while (playback.isPlaying) { playback.advance(1 / 60); heads.push(playback.head); }"
                + "return heads;");

        List<?> all = (List<?>) heads;
        assertThat(all).isSortedAccordingTo((one, other) -> Long.compare((Long) one, (Long) other));
        assertThat(all.get(0)).isEqualTo(-1L);
        assertThat(all.get(all.size() - 1)).isEqualTo(browser.script("return diagram.model.size - 1;"));
        assertThat(browser.script(
                        "const {model, playback} = diagram;" + "return playback.time === model.time[model.size - 1];"))
                .isEqualTo(true);
    }

    @Test
    void spacePlaysAndPausesAndTheViewFollows() throws Exception {
        open(new RandomTrace(8, 3000).folder);
        show(0, 2);
        WebElement canvas = browser.element("#space-time canvas");
        browser.script("diagram.playback.speed = 50;");

        canvas.sendKeys(Keys.SPACE);
        browser.await("return squall.view.value.from > 1;");
        assertThat(browser.element("#space-time .play").getText()).isEqualTo("Pause");
        canvas.sendKeys(Keys.SPACE);
        awaitDrawn();

        assertThat(browser.element("#space-time .play").getText()).isEqualTo("Play");
        assertThat(browser.script("const {from, to} = squall.view.value; const {time} = diagram.playback;"
                        + "return from <= time && time <= to;"))
                .isEqualTo(true);
    }

    @Test
    void longSilenceIsSkipped() throws Exception {
        TraceFolder run = new TraceFolder();
        run.fact(0, "n1", 0, "{\"type\":\"started\"}");
        run.fact(3_600_000_000_000L, "n1", 0, "{\"type\":\"started\"}");
        open(run);
        show(0, 10);

        Object frames = browser.script("const {playback} = diagram; playback.go(0, 0); playback.play(10);"
                + "let frames = 0; while (playback.isPlaying) { playback.advance(1 / 60); frames++; } return frames;");

        assertThat((Long) frames).isBetween(2L, 60L);
    }

    @Test
    void messagesOnTheirWayAreDrawnAtTheInstant() throws Exception {
        open(pingWithPartition());
        show(0, 10);

        browser.script("diagram.playback.go(1, 1.5); diagram.changed();");
        awaitDrawn();

        assertThat(browser.script("const [message] = diagram.picture.flying;"
                        + "return [diagram.picture.flying.length,"
                        + " Math.round(diagram.picture.millis(message.x) * 10)];"))
                .isEqualTo(List.of(1L, 15L));
    }

    @Test
    void statesOfAnySystemAreShownWithTheirChanges() throws Exception {
        TraceFolder run = new TraceFolder();
        run.fact(1_000_000, "n1", 0, "{\"type\":\"stored\",\"key\":4,\"timestamp\":{\"counter\":1,\"nodeId\":\"n2\"}}");
        run.fact(2_000_000, "n1", 0, "{\"type\":\"delivered\",\"message\":68}");
        run.fact(3_000_000, "n1", 0, "{\"type\":\"delivered\",\"message\":\"<b>\"}");
        run.fact(4_000_000, "n1", 0, "{\"type\":\"decided\",\"transaction\":45,\"commit\":false}");
        run.fact(5_000_000, "n2", 0, "{\"type\":\"event\",\"timestamp\":9}");
        run.fact(6_000_000, "n2", 0, "{\"type\":\"of_my_own\",\"colour\":\"red\"}");
        open(run);
        show(0, 10);

        assertThat(stateAfter(2))
                .isEqualTo("n1\ndelivered (2): 68, <b>\nkey 4: version 1.n2\nn2 has noted nothing yet");
        assertThat((Object) changed()).isEqualTo(List.of("delivered (2): 68, <b>"));
        assertThat(stateAfter(5)).contains("transaction 45: decided commit false", "of my own: colour red", "clock: 9");
        assertThat(changed()).as("changed since the instant shown before").hasSize(3);
        assertThat(stateAfter(0)).startsWith("n1\nkey 4: version 1.n2\nn2");
    }

    @Test
    void raftStateShowsTheVoteAndMarksChanges() throws Exception {
        TraceFolder run = new TraceFolder();
        run.fact(0, "n1", 0, "{\"type\":\"became_follower\",\"term\":0}");
        run.fact(1_000_000, "n1", 0, "{\"type\":\"became_follower\",\"term\":1}");
        run.fact(2_000_000, "n1", 0, "{\"type\":\"vote_granted\",\"term\":1,\"candidate\":\"n2\"}");
        run.fact(3_000_000, "n1", 0, "{\"type\":\"became_candidate\",\"term\":2}");
        run.fact(4_000_000, "n1", 0, "{\"type\":\"became_follower\",\"term\":3}");
        open(run);
        show(0, 10);

        assertThat(stateAfter(1)).startsWith("n1 follower, term 1\n");
        assertThat(stateAfter(2)).startsWith("n1 follower, term 1, vote n2");
        assertThat((Object) changed()).isEqualTo(List.of("vote n2"));
        assertThat(stateAfter(3)).startsWith("n1 candidate, term 2, vote n1");
        assertThat((Object) changed()).isEqualTo(List.of("candidate", "term 2", "vote n1"));
        assertThat(stateAfter(4)).startsWith("n1 follower, term 3, no vote");
    }

    @Test
    void messagesInViewAreFoundWithoutLookingAtAllOthers() throws Exception {
        open(new RandomTrace(9, 6000).folder);

        Object agrees = browser.script("const {model} = diagram; let agrees = true;"
                + "for (let first = 0; first < model.size; first += 997) {"
                + "  const end = Math.min(model.size, first + 400); const found = [];"
                + "  model.forEachFate(first, end, (fate) => { found.push(fate); });"
                + "  const expected = [...model.fates].filter((fate) => fate >= first && model.partner[fate] < end);"
                + "  agrees &&= found.join() === expected.join() && found.length > 0;"
                + "} return agrees;");

        assertThat(agrees).isEqualTo(true);
    }

    @Test
    void playbackWithItsLegendFitsBothWidthsAndIsAccessible() throws Exception {
        RunPage.write(pingWithPartition().write(folder));
        for (int width : new int[] {1280, 390}) {
            for (Browser.Scheme scheme : Browser.Scheme.values()) {
                openPage(width, scheme);
                browser.script("document.querySelector('#space-time .legend').open = true;"
                        + "diagram.bar.step('stepEvent', 1);");
                awaitDrawn();

                browser.assertFitsItsWidth();
                assertThat(browser.accessibilityViolations()).isEmpty();
            }
        }
        assertThat(Files.readString(folder.resolve("report.html"))).contains("What each mark means");
    }

    /** A message that arrives, and one that is lost in a partition. */
    private static TraceFolder pingWithPartition() {
        TraceFolder run = new TraceFolder();
        int arrives = run.sent(1_000_000, "n1", "n2", "{\"type\":\"ping\"}");
        run.fact(1_500_000, "n1", 0, "{\"type\":\"started\"}");
        run.received(2_000_000, arrives);
        run.operation(4_000_000, "info", ":nemesis", "start-partition", "{:family :halves, :cut {\"n2\" [\"n1\"]}}");
        int lost = run.sent(5_000_000, "n1", "n2", "{\"type\":\"ping\"}");
        run.lost(6_000_000, lost);
        run.operation(7_000_000, "info", ":nemesis", "stop-partition", "nil");
        run.fact(8_000_000, "n2", 0, "{\"type\":\"ended\"}");
        return run;
    }

    private String stateAfter(int event) {
        browser.script("diagram.playback.go(arguments[0]); diagram.changed();", event);
        awaitDrawn();
        return browser.element("#space-time .logs").getText();
    }

    private List<?> changed() {
        return (List<?>) browser.script(
                "return [...document.querySelectorAll('#space-time mark')].map((mark) => mark.textContent);");
    }
}

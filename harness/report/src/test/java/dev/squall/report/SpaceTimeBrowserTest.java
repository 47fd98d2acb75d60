package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

class SpaceTimeBrowserTest extends InDiagram {

    @Test
    void aClickLightsThePastAndTheFutureOfAnEvent() throws Exception {
        RandomTrace trace = new RandomTrace(1, 150);
        open(trace.folder);
        show(0, 5);

        for (int i = 20; i < trace.happenings.size(); i += 29) {
            RandomTrace.Happening happening = nextOnALane(trace, i);
            click(happening.micros());

            assertThat(marks()).as("at %d us", happening.micros()).isEqualTo(trace.marks(happening));
        }
    }

    private static RandomTrace.Happening nextOnALane(RandomTrace trace, int from) {
        return trace.happenings.subList(from, trace.happenings.size()).stream()
                .filter(happening -> happening.clock() != null)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void causalityAgreesWithVectorClocksInLongerRuns() throws Exception {
        RandomTrace trace = new RandomTrace(2, 3000);
        open(trace.folder);

        for (int i = 0; i < trace.happenings.size(); i += 311) {
            RandomTrace.Happening happening = nextOnALane(trace, i);
            browser.script("diagram.select(" + eventAt(happening.micros()) + ");");

            assertThat(marks()).isEqualTo(trace.marks(happening));
        }
    }

    @Test
    void pointingAtAMessageShowsItsBodyAsText() throws Exception {
        String body = "</script><script>window.foreign = 1</script><b onclick='x'>";
        TraceFolder run = new TraceFolder();
        int number = run.sent(1_000_000, "n1", "n2", "{\"type\":\"note\",\"text\":\"" + body + "\"}");
        run.received(3_000_000, number);
        run.fact(2_000_000, "n2", 0, "{\"type\":\"<b>\",\"text\":\"" + body + "\"}");
        open(run);
        show(0, 4);

        hover(1000);
        browser.await("return document.querySelector('#space-time-event pre') !== null;");

        assertThat(browser.element("#space-time-event p").getText()).isEqualTo("0.001000 s: n1 sends to n2");
        assertThat(browser.element("#space-time-event pre").getText()).isEqualTo("note {\"text\":\"" + body + "\"}");
        assertThat(browser.script("return window.foreign === undefined;")).isEqualTo(true);
    }

    @Test
    void keysMoveAlongLinesAndMessages() throws Exception {
        TraceFolder run = new TraceFolder();
        run.fact(500_000, "n1", 0, "{\"type\":\"started\"}");
        int number = run.sent(1_000_000, "n1", "n2", "{\"type\":\"ping\"}");
        run.received(2_000_000, number);
        run.fact(3_000_000, "n2", 0, "{\"type\":\"delivered\"}");
        run.fact(3_100_000, "n3", 0, "{\"type\":\"delivered\"}");
        open(run);
        show(0, 4);
        WebElement canvas = browser.element("#space-time canvas");

        List<Object> visited = new ArrayList<>();
        for (CharSequence key : List.of(
                Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, "m", Keys.ARROW_RIGHT, Keys.ARROW_DOWN, Keys.ARROW_UP, "m")) {
            canvas.sendKeys(key);
            visited.add(browser.script("return Math.round(diagram.model.time[diagram.selected] * 1000);"));
        }

        assertThat(visited).containsExactly(500L, 1000L, 2000L, 3000L, 3100L, 3000L, 3000L);
        canvas.sendKeys(Keys.ESCAPE);
        assertThat(browser.script("return diagram.selected === null && diagram.marks === null;"))
                .isEqualTo(true);
    }

    @Test
    void messageFateIsDescribedFromTheTrace() throws Exception {
        TraceFolder run = new TraceFolder();
        int lost = run.sent(1_000_000, "n1", "n2", "{\"type\":\"a\"}");
        int twice = run.sent(2_000_000, "n1", "n2", "{\"type\":\"b\"}");
        run.sent(3_000_000, "n1", "n2", "{\"type\":\"c\"}");
        run.lost(4_000_000, lost);
        run.received(5_000_000, twice);
        run.received(6_000_000, twice);
        open(run);
        show(0, 7);

        assertThat(List.of(wordsOf(3000), wordsOf(4000), wordsOf(5000), wordsOf(6000)))
                .containsExactly(
                        "0.003000 s: n1 sends to n2; what became of it is not told",
                        "0.004000 s: lost on its way from n1 to n2",
                        "0.005000 s: n2 receives from n1",
                        "0.006000 s: n2 receives from n1, not for the first time");
    }

    private String wordsOf(long micros) {
        click(micros);
        return browser.element("#space-time-event p").getText();
    }

    @Test
    void withoutClientsTheirMessagesEndAtTheNodes() throws Exception {
        TraceFolder run = new TraceFolder();
        int number = run.sent(1_000_000, "c0", "n1", "{\"type\":\"read\"}");
        run.received(2_000_000, number);
        open(run);
        show(0, 4);
        int height = browser.element("#space-time canvas").getSize().getHeight();

        browser.element("#space-time input[type=checkbox]").click();
        awaitDrawn();

        assertThat(browser.element("#space-time canvas").getSize().getHeight()).isLessThan(height);
        assertThat(browser.script("return diagram.picture.segments.length;")).isEqualTo(1L);
    }

    @Test
    void raftLogMatchesTheJournalAtEachEvent() throws Exception {
        RaftTrace trace = new RaftTrace(3, 600);
        open(trace.folder);

        Object states = browser.script("const node = diagram.raft[0];"
                + "return Array.from({length: diagram.model.size}, (_, event) => {"
                + "  const { role, term, length, committed, applied } = node.at(event);"
                + "  const entries = Array.from({length}, (_, i) => node.entryAt(event, i));"
                + "  return `${role} ${term} ${length} ${committed} ${applied} | `"
                + "    + entries.map((entry) => `${entry.term}:${entry.command}`).join(' ');"
                + "});");

        assertThat(states).isEqualTo(trace.states);
    }

    @Test
    void logsShowTheStateAtTheCursor() throws Exception {
        TraceFolder run = new TraceFolder();
        run.fact(0, "n1", 0, "{\"type\":\"became_follower\",\"term\":0}");
        run.fact(1_000_000, "n1", 0, "{\"type\":\"became_leader\",\"term\":4}");
        run.fact(2_000_000, "n1", 0, "{\"type\":\"appended\",\"index\":0,\"term\":4,\"command\":\"x\"}");
        run.fact(3_000_000, "n1", 0, "{\"type\":\"appended\",\"index\":1,\"term\":4,\"command\":\"y\"}");
        run.fact(3_500_000, "n1", 0, "{\"type\":\"committed\",\"length\":1,\"term\":4}");
        open(run);
        show(0, 4);

        click(2000);
        assertThat(browser.element("#space-time .logs").getText())
                .contains("n1 leader, term 4", "1 entries, 0 committed, 0 applied");
        click(3500);
        assertThat(browser.element("#space-time .logs").getText()).contains("2 entries, 1 committed, 0 applied");
        assertThat(browser.element("#space-time .entries .committed").getText()).isEqualTo("0\nt4");
    }

    @Test
    void violatingRunOpensAtItsViolation() throws Exception {
        RandomTrace trace = new RandomTrace(4, 2000);
        trace.folder.operation(50_000_000, "invoke", "7", "read", "[0 nil]");
        trace.folder.operation(60_000_000, "ok", "7", "read", "[0 9]");
        int last = Files.readAllLines(trace.folder.write(folder).resolve("history.edn"))
                        .size()
                - 1;
        trace.folder.verdict("{\"outcome\":\"violation\",\"verdicts\":[{\"checker\":\"linearizable\","
                + "\"validity\":\"violation\",\"summary\":\"s\",\"operations\":[" + (last - 1) + "," + last + "]}]}");
        open(trace.folder);

        assertThat(browser.script("const {from, to} = squall.view.value;"
                        + "return from > 40 && from < 50 && to > 60 && to < 70;"))
                .isEqualTo(true);
        assertThat(browser.script("return [...diagram.picture.shown];")).isEqualTo(List.of(last - 1L));
    }

    @Test
    void manyMessagesAreDrawnAsDensities() throws Exception {
        RandomTrace trace = new RandomTrace(5, 12_000);
        open(trace.folder);
        show(0, 300);
        assertThat(browser.script("return diagram.picture.isDense;")).isEqualTo(true);

        show(10, 20);

        assertThat(browser.script("return diagram.picture.isDense;")).isEqualTo(false);
        assertThat(browser.script("return diagram.picture.segments.length > 10;"))
                .isEqualTo(true);
    }

    @Test
    void diagramFitsBothWidthsAndIsAccessible() throws Exception {
        open(new RaftTrace(6, 200).folder);
        for (int width : new int[] {1280, 390}) {
            for (Browser.Scheme scheme : Browser.Scheme.values()) {
                openPage(width, scheme);
                browser.script("document.querySelector('#space-time details').open = true;");
                awaitDrawn();

                browser.assertFitsItsWidth();
                assertThat(browser.accessibilityViolations()).isEmpty();
            }
        }
    }

    /** The mark of each event that happened to somebody, by its time in microseconds. */
    private Map<Long, Integer> marks() {
        List<?> pairs = (List<?>) browser.script("const {model, marks} = diagram;"
                + "return Array.from(marks).flatMap((mark, i) => model.lane[i] < 0 ? []"
                + " : [Math.round(model.time[i] * 1000), mark]);");
        Map<Long, Integer> marks = new TreeMap<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            marks.put((Long) pairs.get(i), ((Long) pairs.get(i + 1)).intValue());
        }
        return marks;
    }
}

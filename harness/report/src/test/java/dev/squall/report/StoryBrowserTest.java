package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.report.diagram.SpaceTimeSection;
import dev.squall.report.page.Page;
import dev.squall.report.page.Section;
import dev.squall.report.recorded.Calls;
import dev.squall.report.recorded.RunRecord;
import dev.squall.report.recorded.Violation;
import dev.squall.report.story.StorySection;
import dev.squall.system.Claim;
import dev.squall.system.ExperimentDraft;
import dev.squall.system.Flaw;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.system.Trial;
import java.io.Writer;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoryBrowserTest extends InDiagram {

    /** A node that does nothing. */
    private static class SoundNode implements Node {

        @Override
        public void start() {}

        @Override
        public void receive(Message message) {}
    }

    /** A program of nodes that drop what they receive. */
    private static final class DroppingProgram implements NodeProgram {

        @Override
        public Node create(Environment environment, Map<String, String> options) {
            return new SoundNode() {
                @Override
                public void receive(Message message) {}
            };
        }

        @Override
        public Vocabulary vocabulary() {
            throw new UnsupportedOperationException("no node is created here");
        }
    }

    private static final class Family implements SystemFamily {

        @Override
        public String topic() {
            return "made-up";
        }

        @Override
        public List<SystemUnderTest> systems() {
            SystemUnderTest sound = SystemUnderTest.of("store", "a sound store", new DroppingProgram(), "lin-kv");
            return List.of(
                    sound,
                    sound.flawed(
                            "dropping",
                            "a store that <drops> writes",
                            new DroppingProgram(),
                            new Flaw("a write is not stored", "stale-read")));
        }

        @Override
        public List<Claim> claims() {
            return List.of(new Claim(
                    "store",
                    "5.2",
                    "a store keeps what was written",
                    Trial.caught(ExperimentDraft.on("store-dropping"))));
        }
    }

    private TraceFolder trace = staleRead();

    @Test
    void storySaysWhichClaimBreaksAndWhere() throws Exception {
        openStory(1280, Browser.Scheme.LIGHT);
        String html = story("store-dropping").orElseThrow().html();

        assertThat(html)
                .contains("The claim (lecture 5.2)", "a store keeps what was written", "a write is not stored")
                .contains("a store that &lt;drops&gt; writes")
                .contains("class <code>StoryBrowserTest</code>", "dev/squall/report/StoryBrowserTest.java")
                .contains("<code>SoundNode.receive</code>")
                .contains("asks for <code>read &quot;&lt;b&gt;&quot;</code>");
    }

    @Test
    void soundOrUnknownSystemHasNoStory() throws Exception {
        openStory(1280, Browser.Scheme.LIGHT);
        assertThat(story("store")).isEmpty();
        assertThat(story("of-somebody-else")).isEmpty();
    }

    @Test
    void actsFollowOneAnotherAndTheLastOneIsHiddenAtFirst() throws Exception {
        openStory(1280, Browser.Scheme.LIGHT);

        assertThat(current()).startsWith("0.004 s: It is answered");
        assertThat(browser.script("return document.getElementById('prediction').open;"))
                .isEqualTo(false);
        assertThat(browser.script("return diagram.playback.time;")).isEqualTo(4L);

        browser.element("#story .steps button:nth-child(2)").click();
        assertThat(current()).startsWith("0.004 s: The violation:");
        assertThat(browser.script("return document.getElementById('prediction').open;"))
                .isEqualTo(true);

        browser.element("#story .steps button:nth-child(1)").click();
        browser.element("#story .steps button:nth-child(1)").click();
        assertThat(current()).startsWith("0.003 s: Process 0 asks for");
    }

    @Test
    void storyOfAJournalOpensAtTheFactThatBreaksTheProperty() throws Exception {
        trace = deliveriesOutOfOrder();
        openStory(1280, Browser.Scheme.LIGHT);

        assertThat(acts())
                .isEqualTo(List.of(
                        "0.001 s: The fault begins: partition halves.",
                        "0.002 s: n2 notes: broadcast, message 68.",
                        "0.003 s: n2 notes: broadcast, message <i>; delivered, message <i>.",
                        "0.005 s: n1 notes: delivered, message <i>."));
        assertThat(current()).isEqualTo("0.005 s: n1 notes: delivered, message <i>.");
        assertThat(browser.script("return diagram.playback.time;")).isEqualTo(5.4);
        assertThat(browser.script("return document.getElementById('prediction').open;"))
                .isEqualTo(false);
    }

    @Test
    void storyFitsBothWidthsAndIsAccessible() throws Exception {
        for (int width : new int[] {1280, 390}) {
            for (Browser.Scheme scheme : Browser.Scheme.values()) {
                openStory(width, scheme);

                browser.assertFitsItsWidth();
                assertThat(browser.accessibilityViolations()).isEmpty();
            }
        }
    }

    private String current() {
        return (String) browser.script("return document.querySelector('#story [aria-current]').textContent;");
    }

    private static List<?> acts() {
        return (List<?>)
                browser.script("return [...document.querySelectorAll('#acts li')].map((act) => act.textContent);");
    }

    /** A delivery whose predecessor a partition held back, among facts that the verdict does not name. */
    private static TraceFolder deliveriesOutOfOrder() {
        TraceFolder run = new TraceFolder();
        run.operation(1_000_000, "info", ":nemesis", "start-partition", "{:family :halves, :cut {\"n2\" [\"n1\"]}}");
        run.fact(2_000_000, "n2", 0, "{\"type\":\"broadcast\",\"message\":68}");
        run.fact(2_000_000, "n3", 0, "{\"type\":\"copied\",\"copies\":1}");
        run.fact(3_000_000, "n2", 0, "{\"type\":\"broadcast\",\"message\":\"<i>\"}");
        run.fact(3_000_000, "n2", 0, "{\"type\":\"delivered\",\"message\":\"<i>\"}");
        run.fact(4_000_000, "n1", 0, "{\"type\":\"copied\",\"copies\":7}");
        run.fact(5_400_000, "n1", 0, "{\"type\":\"copied\",\"copies\":68}");
        run.fact(5_400_000, "n1", 0, "{\"type\":\"delivered\",\"message\":\"<i>\"}");
        run.operation(6_000_000, "invoke", "0", "broadcast", "7");
        run.operation(7_000_000, "ok", "0", "broadcast", "7");
        run.verdict("{\"outcome\":\"violation\",\"verdicts\":[{\"checker\":\"c\",\"anomaly\":\"order\","
                + "\"validity\":\"violation\",\"summary\":\"n1 at 0.005 s delivered <i> (sent by n2 at 0.003 s),"
                + " but had not delivered 68 (sent by n2 at 0.002 s)\"}]}");
        return run;
    }

    private static TraceFolder staleRead() {
        TraceFolder run = new TraceFolder();
        run.operation(1_000_000, "info", ":nemesis", "start-partition", "{:family :halves, :cut {\"n2\" [\"n1\"]}}");
        run.fact(2_000_000, "n1", 0, "{\"type\":\"started\"}");
        run.operation(3_000_000, "invoke", "0", "read", "\"<b>\"");
        run.operation(4_000_000, "ok", "0", "read", "3");
        run.fact(5_000_000, "n1", 0, "{\"type\":\"ended\"}");
        run.verdict("{\"outcome\":\"violation\",\"verdicts\":[{\"checker\":\"c\",\"anomaly\":\"stale-read\","
                + "\"validity\":\"violation\",\"summary\":\"it is <i>old</i>\",\"operations\":[1,2]}]}");
        return run;
    }

    private RunRecord run(String system) throws Exception {
        trace.write(folder);
        Files.writeString(
                folder.resolve("experiment.json"),
                "{\"experiment\": {\"system\": \"" + system + "\", \"concurrency\": 2}}");
        return RunRecord.read(folder);
    }

    private Optional<Section> story(String system) throws Exception {
        RunRecord run = run(system);
        Calls calls = Calls.of(run.history());
        return StorySection.of(run, calls, Violation.of(run, calls), new Systems(List.of(new Family())));
    }

    private void openStory(int widthPixels, Browser.Scheme scheme) throws Exception {
        Section story = story("store-dropping").orElseThrow();
        RunRecord run = RunRecord.read(folder);
        Calls calls = Calls.of(run.history());
        Section diagram =
                SpaceTimeSection.of(run, calls, Violation.of(run, calls)).orElseThrow();
        try (Writer out = Files.newBufferedWriter(folder.resolve("report.html"))) {
            new Page("t", "<h1>t</h1>", List.of(story, diagram)).write(out);
        }
        openPage(widthPixels, scheme);
        browser.await("return document.querySelector('#story [aria-current]') !== null"
                + " && !window.diagram.redrawing.isDue;");
    }
}

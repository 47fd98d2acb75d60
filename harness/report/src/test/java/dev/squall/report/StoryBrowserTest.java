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

    private RunRecord run(String system) throws Exception {
        TraceFolder run = new TraceFolder();
        run.operation(1_000_000, "info", ":nemesis", "start-partition", "{:family :halves, :cut {\"n2\" [\"n1\"]}}");
        run.fact(2_000_000, "n1", 0, "{\"type\":\"started\"}");
        run.operation(3_000_000, "invoke", "0", "read", "\"<b>\"");
        run.operation(4_000_000, "ok", "0", "read", "3");
        run.fact(5_000_000, "n1", 0, "{\"type\":\"ended\"}");
        run.verdict("{\"outcome\":\"violation\",\"verdicts\":[{\"checker\":\"c\",\"anomaly\":\"stale-read\","
                + "\"validity\":\"violation\",\"summary\":\"it is <i>old</i>\",\"operations\":[1,2]}]}");
        run.write(folder);
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

package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The view of a text at its replicas. */
class TextsBrowserTest extends InDiagram {

    @Test
    void replicasShowTheirTextAndWhatTheyLack() throws Exception {
        open(edits());
        show(0, 4.5);

        assertThat(rows())
                .isEqualTo(List.of(
                        "replica|text|operations", "n1|a<c>|all 2", "n2|a<c>|all 2", "n3|≠ ac|1, lacks 1 of 2"));
        assertThat(browser.script("return document.querySelector('.aligned c');"))
                .isNull();
        assertThat(browser.script(
                        "return [...document.querySelectorAll('.aligned mark')]" + ".map((each) => each.textContent);"))
                .isEqualTo(List.of("<c>", "<c>", "c"));
    }

    @Test
    void textsFollowTheInstantBackAndForth() throws Exception {
        open(edits());
        show(0, 10);
        assertThat(rows().toString()).contains("n1|a<>|", "n2|a<>|");

        browser.script("diagram.playback.go(diagram.model.firstAt(1.5) - 1); diagram.changed();");
        assertThat(rows().toString()).contains("n1|≠ ac|all 1", "n2|(empty)|0, lacks 1 of 1");

        browser.script("diagram.playback.go(diagram.model.size - 1); diagram.changed();");
        assertThat(rows().toString()).contains("n1|a<>|all 3", "n2|a<>|all 3");
    }

    @Test
    void replicasWithTheSameOperationsAndAnotherTextAreMarked() throws Exception {
        TraceFolder run = edits();
        run.fact(7_000_000, "n3", 0, applied(2, placed("n1", 10, "", 0) + "," + placed("n1", 11, "n1", 2), ""));
        run.fact(8_000_000, "n3", 0, applied(3, "", id("n1", 2)));
        open(run);
        show(0, 7.5);
        assertThat(rows().toString()).contains("n3|≠ <ac>|2, lacks 1 of 3");
        assertThat(cells("differs")).isEqualTo(List.of());

        show(0, 10);
        assertThat(rows().toString())
                .contains("n3|≠ <a>|all 3: the same as n1, and another text")
                .contains("n1|≠ a<>|all 3: the same as n3, and another text");
        assertThat(cells("differs")).isEqualTo(List.of("≠ a<>", "≠ a<>", "≠ <a>"));
    }

    @Test
    void restartedEditorBeginsWithAnEmptyText() throws Exception {
        TraceFolder run = edits();
        run.fact(7_000_000, "n2", 1, "{\"type\":\"copied\",\"copies\":1}");
        open(run);
        show(0, 10);

        assertThat(rows().toString()).contains("n2|≠ (empty)|0, lacks 3 of 3");
    }

    @Test
    void longTextIsCutAroundTheDifferenceAndUnseenCharactersAreReplaced() throws Exception {
        TraceFolder run = new TraceFolder();
        String passage = "x".repeat(30) + "\\u202e\\n" + "y".repeat(40);
        int length = 72;
        run.fact(0, "n1", 0, inserting("n1", 1, passage));
        for (int i = 0; i < length; i++) {
            run.fact(1_000_000, "n1", 0, applied(i, placed("n1", 1 + i, i == 0 ? "" : "n1", i), ""));
            if (i != 31) {
                run.fact(1_000_000, "n2", 0, applied(i, placed("n1", 1 + i, i == 0 ? "" : "n1", i == 32 ? 31 : i), ""));
            }
        }
        open(run);
        show(0, 10);

        assertThat(rows().toString())
                .contains("n1|≠ …xxxxxxxxxxx\ufffd\ufffdyyyyyyyyyyyy…|", "n2|≠ …xxxxxxxxxxx\ufffdyyyyyyyyyyyy…|");
    }

    @Test
    void textsFitBothWidthsAndAreAccessible() throws Exception {
        RunPage.write(edits().write(folder));
        for (int width : new int[] {1280, 390}) {
            for (Browser.Scheme scheme : Browser.Scheme.values()) {
                openPage(width, scheme);
                show(0, 4.5);

                browser.assertFitsItsWidth();
                assertThat(browser.accessibilityViolations()).isEmpty();
            }
        }
    }

    /** "ac" at three replicas, then "a<c>" and "a<>" at two of them. */
    private static TraceFolder edits() {
        TraceFolder run = new TraceFolder();
        String first = applied(1, placed("n1", 1, "", 0) + "," + placed("n1", 2, "n1", 1), "");
        String second = applied(2, placed("n1", 10, "n1", 1) + "," + placed("n1", 11, "n1", 2), "");
        run.fact(1_000_000, "n1", 0, inserting("n1", 1, "ac"));
        run.fact(1_000_000, "n1", 0, first);
        run.fact(2_000_000, "n2", 0, first);
        run.fact(3_000_000, "n3", 0, first);
        run.fact(4_000_000, "n1", 0, inserting("n1", 10, "<>"));
        run.fact(4_000_000, "n1", 0, second);
        run.fact(4_000_000, "n2", 0, second);
        run.fact(5_000_000, "n1", 0, applied(3, "", id("n1", 2)));
        run.fact(6_000_000, "n2", 0, applied(3, "", id("n1", 2)));
        return run;
    }

    private static String inserting(String node, int number, String characters) {
        return "{\"type\":\"inserting\",\"first\":" + id(node, number) + ",\"characters\":\"" + characters + "\"}";
    }

    private static String applied(int operation, String placed, String removed) {
        return "{\"type\":\"applied\",\"operation\":" + id("n1", 100 + operation) + ",\"placed\":[" + placed
                + "],\"removed\":[" + removed + "]}";
    }

    private static String placed(String node, int number, String afterNode, int after) {
        return "{\"character\":" + id(node, number) + ",\"after\":" + id(afterNode, after) + "}";
    }

    private static String id(String node, int number) {
        return "{\"node\":\"" + node + "\",\"number\":" + number + "}";
    }
}

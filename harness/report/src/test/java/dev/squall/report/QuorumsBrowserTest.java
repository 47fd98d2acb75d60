package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The view of a quorum store's replicas. */
class QuorumsBrowserTest extends InDiagram {

    private static final String NONE = "{\"timestamp\":{\"counter\":0,\"nodeId\":\"\"},\"value\":null}";

    @Test
    void replicasShowVersionsAndValuesWithDifferences() throws Exception {
        open(writeAndRead());
        show(0, 3.5);

        assertThat(rows())
                .isEqualTo(List.of(
                        "replica|1. read|2. store 1.n1|key x",
                        "n1|✓ none|✓ stored|1.n1 <i>",
                        "n2|✓ none|no answer|1.n1 <i>",
                        "n3|no answer|no answer|≠ none"));
        assertThat(cells("differs")).isEqualTo(List.of("≠ none"));
        assertThat(browser.script("return document.querySelector('.aligned .matters').textContent;"))
                .isEqualTo("key x");
        assertThat(browser.script("return document.querySelector('.aligned i');"))
                .isNull();
    }

    @Test
    void quorumIsWhoAnsweredBeforeTheOperationWentOn() throws Exception {
        open(writeAndRead());
        show(0, 10);

        assertThat(rows().toString()).contains("n1|late|1.n1 <i>", "n2|✓ 1.n1, <i>|", "n3|✓ none|");
        assertThat(words())
                .isEqualTo("Operation 2, read \"x\" at n2. Read quorum: n2, n3. Reply: read_ok {\"value\":\"<i>\"}.");

        browser.script("diagram.playback.go(diagram.model.firstAt(7.5) - 1); diagram.changed();");
        assertThat(rows().toString()).contains("n1|no answer|", "n3|not asked|");
        assertThat(words()).isEqualTo("Operation 2, read \"x\" at n2. Read quorum so far: n2.");
    }

    @Test
    void selectedOperationShowsAllItsAnswers() throws Exception {
        open(writeAndRead());
        browser.script("squall.selection.set(0);");
        awaitDrawn();

        assertThat(rows().toString()).contains("n1|✓ none|✓ stored", "n2|✓ none|✓ stored", "n3|no answer|no answer");
        assertThat(words()).contains("Read quorum: n1, n2. Write quorum: n1, n2. Reply: write_ok.");
    }

    @Test
    void versionWithTwoValuesIsMarked() throws Exception {
        TraceFolder run = new TraceFolder();
        stores(run, 1_000_000, "n1", 1, "3");
        stores(run, 2_000_000, "n2", 2, "9");
        open(run);
        show(0, 10);

        assertThat(rows()).isEqualTo(List.of("replica|key x", "n1|≠ 1.n1 3", "n2|≠ 1.n1 9"));
    }

    @Test
    void valueThatANodeStoredWithoutAQuorumIsThatOfItsClient() throws Exception {
        TraceFolder run = new TraceFolder();
        run.operation(0, "invoke", "0", "write", "[\"x\" 7]");
        run.received(1_000_000, run.sent(0, "c0", "n1", "{\"type\":\"write\",\"key\":\"x\",\"value\":7,\"msg_id\":1}"));
        run.received(1_000_000, run.sent(1_000_000, "n1", "n2", request("get", 5, "")));
        run.fact(2_000_000, "n1", 0, stored());
        run.sent(2_000_000, "n1", "c0", "{\"type\":\"write_ok\",\"in_reply_to\":1}");
        open(run);
        show(0, 10);

        assertThat(rows().toString()).contains("n1|not asked|1.n1 7", "n2|no answer|≠ none");
    }

    @Test
    void replicaHasOnlyWhatItRecovered() throws Exception {
        TraceFolder run = new TraceFolder();
        stores(run, 1_000_000, "n1", 1, "3");
        stores(run, 2_000_000, "n2", 2, "3");
        run.fact(3_000_000, "n1", 1, "{\"type\":\"recovered\",\"life\":2,\"issuedCounter\":0,\"versions\":[]}");
        run.fact(4_000_000, "n2", 1, longRecovery());
        open(run);
        show(0, 10);

        assertThat(rows().toString()).contains("n1|≠ none|", "n2|1.n1 ? 3|2.n2 value not told|");
    }

    @Test
    void replicasFitBothWidthsAndAreAccessible() throws Exception {
        RunPage.write(writeAndRead().write(folder));
        for (int width : new int[] {1280, 390}) {
            for (Browser.Scheme scheme : Browser.Scheme.values()) {
                openPage(width, scheme);
                show(0, 3.5);

                browser.assertFitsItsWidth();
                assertThat(browser.accessibilityViolations()).isEmpty();
            }
        }
    }

    /** A write whose value reaches two of three replicas, and a read of which the third answer is late. */
    private static TraceFolder writeAndRead() {
        TraceFolder run = new TraceFolder();
        run.operation(0, "invoke", "0", "write", "[\"x\" \"<i>\"]");
        run.received(0, run.sent(0, "c0", "n1", "{\"type\":\"write\",\"key\":\"x\",\"value\":\"<i>\",\"msg_id\":1}"));
        answered(run, 0, "n1", "n1", 5, NONE);
        answered(run, 1_000_000, "n1", "n2", 5, NONE);
        run.lost(1_500_000, run.sent(1_000_000, "n1", "n3", request("get", 5, "")));
        stored(run, 2_000_000, "n1", 6);
        int last = stored(run, 3_000_000, "n2", 6);
        run.lost(3_200_000, run.sent(3_000_000, "n1", "n3", request("set", 6, ",\"version\":" + version("\"<i>\""))));
        run.received(4_000_000, last);
        run.received(4_000_000, run.sent(4_000_000, "n1", "c0", "{\"type\":\"write_ok\",\"in_reply_to\":1}"));
        run.operation(4_000_000, "ok", "0", "write", "[\"x\" \"<i>\"]");
        run.operation(6_000_000, "invoke", "1", "read", "\"x\"");
        run.received(6_000_000, run.sent(6_000_000, "c1", "n2", "{\"type\":\"read\",\"key\":\"x\",\"msg_id\":1}"));
        int late = run.sent(6_000_000, "n2", "n1", request("get", 9, ""));
        answered(run, 7_000_000, "n2", "n2", 9, version("\"<i>\""));
        answered(run, 8_000_000, "n2", "n3", 9, NONE);
        run.sent(8_000_000, "n2", "c1", "{\"type\":\"read_ok\",\"value\":\"<i>\",\"in_reply_to\":1}");
        run.received(8_500_000, late);
        run.received(
                9_000_000,
                run.sent(
                        8_500_000,
                        "n1",
                        "n2",
                        "{\"type\":\"get_response\",\"version\":" + NONE + ",\"in_reply_to\":9}"));
        return run;
    }

    /** A request to read that is answered at once. */
    private static void answered(TraceFolder run, long timeNanos, String from, String to, int number, String version) {
        run.received(timeNanos, run.sent(timeNanos, from, to, request("get", number, "")));
        run.received(
                timeNanos,
                run.sent(
                        timeNanos,
                        to,
                        from,
                        "{\"type\":\"get_response\",\"version\":" + version + ",\"in_reply_to\":" + number + "}"));
    }

    /** @return the number of the response */
    private static int stored(TraceFolder run, long timeNanos, String replica, int number) {
        run.received(
                timeNanos,
                run.sent(timeNanos, "n1", replica, request("set", number, ",\"version\":" + version("\"<i>\""))));
        run.fact(timeNanos, replica, 0, stored());
        int response = run.sent(timeNanos, replica, "n1", "{\"type\":\"set_response\",\"in_reply_to\":" + number + "}");
        if (replica.equals("n1")) {
            run.received(timeNanos, response);
        }
        return response;
    }

    /** A replica that is the only one to receive a round's request to store, after a read of which nothing comes. */
    private static void stores(TraceFolder run, long timeNanos, String replica, int number, String value) {
        run.sent(timeNanos, "n1", replica, request("get", 10 + number, ""));
        run.received(
                timeNanos,
                run.sent(timeNanos, "n1", replica, request("set", number, ",\"version\":" + version(value))));
        run.fact(timeNanos, replica, 0, stored());
    }

    private static String request(String verb, int number, String more) {
        return "{\"type\":\"" + verb + "_request\",\"key\":\"x\"" + more + ",\"msg_id\":" + number + "}";
    }

    private static String stored() {
        return "{\"type\":\"stored\",\"key\":\"x\",\"timestamp\":{\"counter\":1,\"nodeId\":\"n1\"}}";
    }

    private static String version(String value) {
        return "{\"timestamp\":{\"counter\":1,\"nodeId\":\"n1\"},\"value\":" + value + "}";
    }

    /** A fact of nine recovered versions, of which a page holds three. */
    private static String longRecovery() {
        StringBuilder versions = new StringBuilder();
        for (int key = 0; key < 9; key++) {
            versions.append(key == 0 ? "" : ",")
                    .append("{\"key\":" + key + ",\"timestamp\":{\"counter\":2,\"nodeId\":\"n2\"}}");
        }
        return "{\"type\":\"recovered\",\"life\":2,\"issuedCounter\":0,\"versions\":[" + versions + "]}";
    }

    private String words() {
        awaitDrawn();
        return (String) browser.script("return document.querySelector('.aligned .election').textContent;");
    }
}

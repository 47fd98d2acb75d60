package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The view of transactions that commit atomically. */
class CommitsBrowserTest extends InDiagram {

    @Test
    void participantsShowTheStateOfEachTransaction() throws Exception {
        open(twoTransactions());
        show(0, 4.5);

        assertThat(rows())
                .isEqualTo(List.of(
                        "transaction|7|<i>",
                        "n1|coordinator undecided|–",
                        "n2|… prepared|idle, coordinator undecided",
                        "n3|voted to abort|idle"));
        assertThat(browser.script("return document.querySelector('.aligned i');"))
                .isNull();
    }

    @Test
    void statesFollowTheInstant() throws Exception {
        open(twoTransactions());
        show(0, 10);

        assertThat(rows().toString()).contains("n1|✗ aborted, coordinator|", "n2|✗ aborted, had voted ok|");
        assertThat(cells("differs")).isEqualTo(List.of());

        browser.script("diagram.playback.go(diagram.model.firstAt(1.5) - 1); diagram.changed();");
        assertThat(rows()).isEqualTo(List.of("transaction|7", "n1|coordinator undecided", "n2|idle", "n3|idle"));
        assertThat(cells("changed")).isEqualTo(List.of("coordinator undecided"));
    }

    @Test
    void decisionsThatDifferAreMarkedAndSoIsTheTransactionOfTheVerdict() throws Exception {
        TraceFolder run = twoTransactions();
        run.fact(7_000_000, "n3", 0, decided(7, true));
        run.verdict("{\"outcome\":\"violation\",\"verdicts\":[{\"checker\":\"c\",\"validity\":\"violation\","
                + "\"summary\":\"n3 at 0.007 s decided to commit transaction 7\"}]}");
        open(run);
        show(0, 10);

        assertThat(rows().toString()).contains("transaction|≠ 7|<i>", "n2|≠ ✗ aborted", "n3|≠ ✓ committed");
        assertThat(browser.script("return document.querySelector('.aligned .matters').textContent;"))
                .isEqualTo("≠ 7");
    }

    @Test
    void restartedNodeHasWhatItNotesAgain() throws Exception {
        TraceFolder run = twoTransactions();
        run.fact(7_000_000, "n2", 0, voted("\"<i>\"", true));
        run.fact(8_000_000, "n2", 1, decided(7, true));
        run.fact(8_000_000, "n2", 1, "{\"type\":\"resumed\"}");
        open(run);
        show(0, 10);

        assertThat(rows().toString())
                .contains("transaction|≠ 7|<i>")
                .contains("n2|≠ ✓ committed, before aborted|idle, coordinator, before its crash prepared");
    }

    @Test
    void latestTransactionsAreShown() throws Exception {
        TraceFolder run = new TraceFolder();
        for (int i = 0; i < 9; i++) {
            run.fact(i * 1_000_000, "n1", 0, voted(String.valueOf(i), true));
        }
        open(run);
        show(0, 20);

        assertThat(rows().toString()).startsWith("[transaction|3|4|5|6|7|8, n1|… prepared|");
        assertThat(browser.element(".aligned .election").getText())
                .isEqualTo("Transactions of earlier facts: 3, not shown.");
    }

    @Test
    void transactionsFitBothWidthsAndAreAccessible() throws Exception {
        TraceFolder run = twoTransactions();
        run.fact(7_000_000, "n3", 0, decided(7, true));
        RunPage.write(run.write(folder));
        for (int width : new int[] {1280, 390}) {
            for (Browser.Scheme scheme : Browser.Scheme.values()) {
                openPage(width, scheme);
                show(0, 10);

                browser.assertFitsItsWidth();
                assertThat(browser.accessibilityViolations()).isEmpty();
            }
        }
    }

    /** A transaction that is aborted, and one whose votes are still missing. */
    private static TraceFolder twoTransactions() {
        TraceFolder run = new TraceFolder();
        run.fact(1_000_000, "n1", 0, begun("7"));
        run.fact(2_000_000, "n2", 0, voted("7", true));
        run.fact(3_000_000, "n3", 0, voted("7", false));
        run.fact(4_000_000, "n2", 0, begun("\"<i>\""));
        run.fact(5_000_000, "n1", 0, decided(7, false));
        run.fact(6_000_000, "n2", 0, decided(7, false));
        return run;
    }

    private static String begun(String transaction) {
        return "{\"type\":\"begun\",\"transaction\":" + transaction + ",\"participants\":[\"n2\",\"n3\"]}";
    }

    private static String voted(String transaction, boolean ok) {
        return "{\"type\":\"voted\",\"transaction\":" + transaction + ",\"ok\":" + ok + "}";
    }

    private static String decided(int transaction, boolean commit) {
        return "{\"type\":\"decided\",\"transaction\":" + transaction + ",\"commit\":" + commit + "}";
    }
}

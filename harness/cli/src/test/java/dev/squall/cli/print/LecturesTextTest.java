package dev.squall.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class LecturesTextTest {

    @Test
    void interruptedSummaryCountsUntriedClaims() {
        StringWriter text = new StringWriter();
        new LecturesText(new PrintWriter(text), true).printSummary(List.of(), 20, 1.5, 7);

        assertThat(text.toString()).contains("0 of 20 claims confirmed, 20 not tried (interrupted), in 1.5 s");
    }
}

package dev.squall.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictWriterTest {

    private static String printed(boolean isTerminal, Map<String, String> environment, String... words) {
        StringWriter text = new StringWriter();
        PrintWriter out = VerdictWriter.of(new PrintWriter(text), isTerminal, environment);
        for (String word : words) {
            VerdictWriter.print(word, out);
            out.print("|");
        }
        out.flush();
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({"VALID, 32", "confirmed, 32", "violation, 31", "REFUTED?, 31", "unknown, 33", "VACUOUS, 33", "error, 33"
    })
    void verdictHasItsColorOnATerminal(String word, int color) {
        assertThat(printed(true, Map.of(), word)).isEqualTo("\u001b[" + color + "m" + word + "\u001b[0m|");
    }

    @Test
    void otherWordsHaveNoColor() {
        assertThat(printed(true, Map.of(), "INTERRUPTED", "valid ", "raft-kv"))
                .isEqualTo("INTERRUPTED|\u001b[32mvalid \u001b[0m|raft-kv|");
    }

    @Test
    void nothingHasColorElsewhere() {
        assertThat(printed(false, Map.of(), "VALID")).isEqualTo("VALID|");
        assertThat(printed(true, Map.of("NO_COLOR", "1"), "VALID")).isEqualTo("VALID|");
        assertThat(printed(true, Map.of("NO_COLOR", ""), "VALID")).isNotEqualTo("VALID|");
    }

    @Test
    void controlCharactersOfTextAreEscaped() {
        assertThat(printed(true, Map.of(), "\u001b[31mvalid")).isEqualTo("\\u001b[31mvalid|");
        assertThat(printed(false, Map.of(), "\u001b[31mvalid")).isEqualTo("\\u001b[31mvalid|");
    }
}

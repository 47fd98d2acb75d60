package dev.squall.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    private static Object read(String edn) {
        return new EdnReader(edn).read();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9223372036854775807", "9223372036854775808", "18446744073709551615", "-9223372036854775809"})
    void wholeNumberKeepsItsValue(String number) {
        assertThat(read(number).toString()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2.50M | 2.5M",
                "100M | 1E2M",
                "5 | 5N",
                "0x1F | 31",
                "017 | 15",
                "2r101 | 5",
                "9223372036854775808 | 0x8000000000000000",
                "18446744073709551615 | 0xFFFFFFFFFFFFFFFFN",
                "2/4 | 1/2",
                "4/2 | 2",
                "0.0 | -0.0",
                "[0.0] | (-0.0)",
                "#inst \"2020-01-01T00:00:00Z\" | #inst \"2020-01-01T01:00:00.000+01:00\"",
                "#inst \"2020\" | #inst \"2020-01-01T00:00:00.0004Z\"",
                "#uuid \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\" | #uuid \"F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6\"",
                "^{:a 1} [2] | [2]",
                "#:a{:b 1, :_/c 2, :d/e 3} | {:a/b 1, :c 2, :d/e 3}",
                "#user/id 2.50M | #user/id 2.5M",
                "#\"a\\d\" | #\"a\\d\"",
                "\"\\101\" | \"A\"",
                "\\o101 | \\A",
                "##NaN | ##NaN"
            })
    void equalToClojureIsEqual(String one, String other) {
        assertThat(read(one)).isEqualTo(read(other)).hasSameHashCodeAs(read(other));
        assertThat(read(EdnWriter.toEdn(read(one)))).isEqualTo(read(one));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "#user/id 1 | 1",
                "#a 1 | #b 1",
                "2.5M | 2.5",
                "2M | 2",
                "1.0 | 1",
                "1/2 | 0.5",
                "\\a | \"a\"",
                ":a | a",
                "#{1} | [1]",
                "#uuid \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\" | \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\""
            })
    void differentToClojureIsDifferent(String one, String other) {
        assertThat(read(one)).isNotEqualTo(read(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1/0", "08", "2r3", "#inst \"2020-13-01\"", "#uuid \"1-1-1-1-1\"", "^1 [2]", "^:a 2", "#:a[1]"})
    void valueRefusedByClojureIsRefused(String edn) {
        assertThatThrownBy(() -> read(edn)).isInstanceOf(HistoryFormatException.class);
    }

    @Test
    void valuesFromElsewhereBecomeNormal() {
        assertThat(Values.normal(Arrays.asList(1, (short) 2, null, 3L))).isEqualTo(Arrays.asList(1L, 2L, null, 3L));
        assertThat(Values.normal(-0.0f)).isEqualTo(0.0);
        List<Object> normal = List.of(1L, "a");
        assertThat(Values.normal(normal)).isSameAs(normal);
    }

    @Test
    void controlCharactersAreEscaped() throws IOException {
        StringWriter out = new StringWriter();
        PlainText.writer(out).write("a\u001b[31m\u202e\u0085\tb\r\nc\rd\n");

        assertThat(out.toString()).isEqualTo("a\\u001b[31m\\u202e\\u0085\tb\r\nc\\u000dd\n");
        StringWriter erased = new StringWriter();
        PrintWriter terminal = new PrintWriter(PlainText.writer(erased));
        terminal.print(PlainText.ERASE_LINE);
        terminal.print(new String(PlainText.ERASE_LINE.toCharArray()));
        assertThat(erased.toString()).isEqualTo("\r\u001b[K\\u000d\\u001b[K");
        assertThat(PlainText.of("a\nb")).isEqualTo("a\\u000ab");
        assertThat(EdnWriter.toEdn("\u009b\u2066")).isEqualTo("\"\\u009b\\u2066\"");
    }
}
